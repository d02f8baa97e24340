import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';

/** What waits for an answer, as another part of the program proposed it. */
export interface ProposalRow {
  id: string;
  circle: string;
  key: string;
  path: string;
  notBefore: Date;
}

export interface MyRows {
  /** By card. */
  moments: ReadonlyMap<string, Date>;
  proposals: readonly ProposalRow[];
}

/** One query, because the first page asks it each time. */
export async function findMine(tx: Tx, { organisationId, personId }: Actor): Promise<MyRows> {
  const { rows } = await sql<{ id: string; at: Date; circle: string | null; key: string; path: string }>`
    (SELECT commitment_id AS id, at, NULL::uuid AS circle, '' AS key, '' AS path FROM card_moment
      WHERE organisation_id = ${organisationId} AND person_id = ${personId} ORDER BY at DESC LIMIT 100)
    UNION ALL
    (SELECT id, not_before, circle_id, key, path FROM nudge_proposal
      WHERE organisation_id = ${organisationId} AND person_id = ${personId} AND kind = 'request-waiting'
      ORDER BY not_before LIMIT 50)`.execute(tx);
  return {
    moments: new Map(rows.flatMap(({ id, at, circle }) => (circle === null ? [[id, at] as const] : []))),
    proposals: rows.flatMap(({ id, at, circle, key, path }) =>
      circle === null ? [] : [{ id, circle, key, path, notBefore: at }],
    ),
  };
}
