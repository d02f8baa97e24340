import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';

/** All SQL about questions to stakeholders. Rows are the asker's; whoever holds a link comes through two functions. */

export interface QuestionRow {
  id: string;
  skill: string;
  toName: string;
  question: string;
  askedAt: Date;
  expiresAt: Date;
  withdrawnAt: Date | null;
  answeredAt: Date | null;
  answer: string | null;
}

export async function listQuestions(tx: Tx, actor: Actor): Promise<QuestionRow[]> {
  return tx
    .selectFrom('stakeholder_question')
    .select(['id', 'skill', 'to_name as toName', 'question', 'asked_at as askedAt'])
    .select(['expires_at as expiresAt', 'withdrawn_at as withdrawnAt', 'answered_at as answeredAt', 'answer'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .orderBy('asked_at', 'desc')
    .execute();
}

export async function insertQuestion(
  tx: Tx,
  { organisationId, personId }: Actor,
  asked: { id: string; skill: string; toName: string; question: string; hash: Buffer; expiresAt: Date },
): Promise<void> {
  await tx
    .insertInto('stakeholder_question')
    .values({
      organisation_id: organisationId,
      id: asked.id,
      person_id: personId,
      skill: asked.skill,
      to_name: asked.toName,
      question: asked.question,
      token_hash: asked.hash,
      expires_at: asked.expiresAt,
    })
    .execute();
}

/** Takes the link out of use; an answer that is there stays. */
export async function withdrawQuestion(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx
    .updateTable('stakeholder_question')
    .set({ withdrawn_at: sql<Date>`now()` })
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .where('answered_at', 'is', null)
    .execute();
}

/** Takes the question away, with its answer. */
export async function deleteQuestion(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx
    .deleteFrom('stakeholder_question')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('id', '=', id)
    .execute();
}

/** What whoever holds a link sees of it. */
export interface AskedRow {
  asker: string;
  organisation: string;
  to_name: string;
  question: string;
  expires_at: Date;
  state: 'open' | 'answered' | 'withdrawn' | 'expired';
}

export async function peekQuestion(tx: Tx, hash: Buffer): Promise<AskedRow | undefined> {
  return (await sql<AskedRow>`SELECT * FROM peek_question(${hash})`.execute(tx)).rows[0];
}

/** False where the link no longer works. */
export async function saveAnswer(
  tx: Tx,
  { hash, answer }: { hash: Buffer; answer: string },
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`SELECT answer_question(${hash}, ${answer}) AS done`.execute(
    tx,
  );
  return rows[0]?.done === true;
}
