import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealText, sealWords } from '#server/vault/seal-words.ts';

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
  const rows = await tx
    .selectFrom('stakeholder_question')
    .select(['id', 'person_id', 'skill', 'to_name', 'question', 'asked_at as askedAt'])
    .select(['expires_at as expiresAt', 'withdrawn_at as withdrawnAt', 'answered_at as answeredAt', 'answer'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .orderBy('asked_at', 'desc')
    .execute();
  const opened = await openWords(tx, 'stakeholder_question', actor.organisationId, rows);
  return opened.map(({ to_name: toName, person_id: _, ...row }) => ({ ...row, toName }));
}

export async function insertQuestion(
  tx: Tx,
  { organisationId, personId }: Actor,
  asked: {
    id: string;
    skill: string;
    toName: string;
    question: string;
    hash: Buffer;
    expiresAt: Date;
    /** The mail that brings it. */
    mail?: string | undefined;
  },
): Promise<void> {
  const whose = { organisationId, owner: personId, row: asked.id };
  await tx
    .insertInto('stakeholder_question')
    .values({
      organisation_id: organisationId,
      id: asked.id,
      person_id: personId,
      skill: asked.skill,
      ...(await sealWords(tx, 'stakeholder_question', whose, {
        to_name: asked.toName,
        question: asked.question,
      })),
      token_hash: asked.hash,
      expires_at: asked.expiresAt,
      mail_id: asked.mail ?? null,
    })
    .execute();
}

/** Takes the link out of use, and with it the mail that waits to bring it; an answer that is there stays. */
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

/** A question as whoever holds its link finds it. The ids say under whose key its words lie: they are for nobody's page. */
export interface AskedRow {
  organisation_id: string;
  person_id: string;
  id: string;
  asker: string;
  organisation: string;
  to_name: string;
  question: string;
  expires_at: Date;
  state: 'open' | 'answered' | 'withdrawn' | 'expired';
}

export async function peekQuestion(tx: Tx, hash: Buffer): Promise<AskedRow | undefined> {
  const { rows } = await sql<AskedRow>`SELECT * FROM peek_question(${hash})`.execute(tx);
  const [row] = rows;
  if (!row) return undefined;
  const [opened] = await openWords(tx, 'stakeholder_question', row.organisation_id, [row]);
  return opened;
}

/** Under the asker's key, since it is for them alone. False where the link no longer works. */
export async function saveAnswer(
  tx: Tx,
  { hash, asked, answer }: { hash: Buffer; asked: AskedRow; answer: string },
): Promise<boolean> {
  const whose = { organisationId: asked.organisation_id, owner: asked.person_id, row: asked.id };
  const sealed = await sealText(tx, 'stakeholder_question', whose, { column: 'answer', text: answer });
  const { rows } = await sql<{ done: boolean }>`SELECT answer_question(${hash}, ${sealed}) AS done`.execute(
    tx,
  );
  return rows[0]?.done === true;
}
