import { sql } from 'kysely';
import type { Tx } from '#server/database.ts';

/** All SQL about what other parts of the program ask to be mentioned. */

export interface Proposal {
  /** Whom to tell. */
  person: string;
  kind: 'request-waiting';
  /** Says which one it is, for its reader, once: letters, digits, `_:.-`. */
  key: string;
  notBefore: Date;
  /** The circle in which both are, and where on this site it leads. */
  about: { circleId: string; path: string };
}

/** False where the acting person and the reader are not in that circle together. */
export async function insertProposal(tx: Tx, { person, kind, key, notBefore, about }: Proposal, id: string) {
  const { rows } = await sql<{
    done: boolean;
  }>`SELECT propose_nudge(${id}, ${person}, ${about.circleId}, ${kind}, ${key},
    ${about.path}, ${notBefore}) AS done`.execute(tx);
  return rows[0]?.done ?? false;
}

export async function deleteProposal(
  tx: Tx,
  { person, kind, key }: Pick<Proposal, 'person' | 'kind' | 'key'>,
): Promise<void> {
  await sql`SELECT take_back_nudge(${person}, ${kind}, ${key})`.execute(tx);
}
