import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';

/** All SQL about the links of a mail: of their tokens only hashes are kept. */

export async function insertAnswerLink(
  tx: Tx,
  { organisationId, personId }: Actor,
  link: { card: string; hash: Buffer; expiresAt: Date },
): Promise<void> {
  await tx
    .insertInto('nudge_answer')
    .values({
      ...{ organisation_id: organisationId, person_id: personId },
      ...{ token_hash: link.hash, commitment_id: link.card, expires_at: link.expiresAt },
    })
    .execute();
}

export interface AnswerLink extends Actor {
  card: string;
  state: 'open' | 'used' | 'expired';
}

/** Asked by whoever holds the link, signed in or not. */
export async function peekAnswerLink(tx: Tx, hash: Buffer): Promise<AnswerLink | undefined> {
  const { rows } = await sql<AnswerLink>`SELECT organisation_id AS "organisationId", person_id AS "personId",
    commitment_id AS card, state FROM peek_nudge_answer(${hash})`.execute(tx);
  return rows[0];
}

/** In its owner's name; false where somebody used it meanwhile. */
export async function useAnswerLink(tx: Tx, hash: Buffer): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`SELECT use_nudge_answer(${hash}) AS used`.execute(tx);
  return rows[0]?.used ?? false;
}

/** Whether the mails that this token stops are stopped already; undefined where it is no token. */
export async function peekStop(tx: Tx, hash: Buffer): Promise<boolean | undefined> {
  const { rows } = await sql<{ stopped: boolean }>`SELECT stopped FROM peek_nudge_stop(${hash})`.execute(tx);
  return rows[0]?.stopped;
}

export async function stopByToken(tx: Tx, hash: Buffer): Promise<boolean> {
  const { rows } = await sql<{ stopped: boolean }>`SELECT stop_nudge_mails(${hash}) AS stopped`.execute(tx);
  return rows[0]?.stopped ?? false;
}
