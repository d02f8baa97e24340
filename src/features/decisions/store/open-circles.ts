import { sql } from 'kysely';
import { type DecisionWords, decisionWords } from '#core/circles/decision.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { sealWords } from '#server/vault/seal-words.ts';

/** A circle that colleagues may ask to join, as its members agreed to show it. */
export interface OpenCircle {
  id: string;
  name: string;
  opening: Extract<DecisionWords, { kind: 'open' }>;
  /** How many sit in it. */
  members: number;
  /** The reader has asked, and waits. */
  asked: boolean;
}

/** Those that the reader is not in; full ones last. */
export async function listOpenCircles(tx: Tx, _actor: Actor): Promise<OpenCircle[]> {
  const { rows } = await sql<{
    circle_id: string;
    name: string;
    words: object;
    members: number;
    asked: boolean;
  }>`SELECT * FROM list_open_circles()`.execute(tx);
  return rows.map(({ circle_id, words, ...row }) => ({
    ...row,
    id: circle_id,
    opening: decisionWords.parse({ ...words, kind: 'open' }) as OpenCircle['opening'],
  }));
}

export type AskOutcome = 'asked' | 'member' | 'not-open' | 'lately';

export async function askCircle(
  tx: Tx,
  actor: Actor,
  { circle, sentence }: { circle: string; sentence: string },
): Promise<AskOutcome> {
  const id = newId();
  const whose = { organisationId: actor.organisationId, owner: actor.personId, row: id };
  const words = await sealWords(tx, 'join_request', whose, { sentence });
  const result = await sql<{ how: AskOutcome }>`
    SELECT ask_open_circle(${circle}, ${id}, ${words.sentence}) AS how`.execute(tx);
  return result.rows[0]?.how ?? 'not-open';
}
