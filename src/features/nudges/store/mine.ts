import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';

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
  /** The day (YYYY-MM-DD) until which a circle of mine agreed to rest, by circle; it may be over. */
  rests: ReadonlyMap<string, string>;
}

/**
 * One query, because the first page asks it each time. A proposal about a recording counts while the recording is there for its
 * reader, as row-level security says: it may have expired, been removed or been withdrawn since.
 */
export async function findMine(tx: Tx, actor: Actor): Promise<MyRows> {
  const rows = await mineOf(tx, actor);
  const of = (kind: MyRow['what']) => rows.filter(({ what }) => what === kind);
  return {
    moments: new Map(of('moment').map(({ id, at }) => [id, at])),
    proposals: of('proposal').map(({ id, at, circle, key, path }) => ({
      ...{ id, circle, key, path },
      notBefore: at,
    })),
    rests: new Map(of('rest').map(({ circle, key }) => [circle, key])),
  };
}

const mineOf = prepare(
  'mine-for-nudges',
  (_, { organisationId, personId }: Actor) => sql<MyRow>`
    (SELECT 'moment' AS what, commitment_id AS id, at, NULL::uuid AS circle, '' AS key, '' AS path FROM card_moment
      WHERE organisation_id = ${organisationId} AND person_id = ${personId} ORDER BY at DESC LIMIT 100)
    UNION ALL
    (SELECT 'proposal', id, not_before, circle_id, key, path FROM nudge_proposal p
      WHERE organisation_id = ${organisationId} AND person_id = ${personId} AND kind = 'request-waiting'
        AND CASE WHEN key ~ '^recording:[0-9a-f-]{36}$' THEN EXISTS (SELECT FROM recording r
          WHERE r.organisation_id = p.organisation_id AND r.id = substr(p.key, 11)::uuid) ELSE true END
      ORDER BY not_before LIMIT 50)
    UNION ALL
    (SELECT 'rest', d.id, d.settled_at, d.circle_id, d.words ->> 'until', ''
      FROM membership m JOIN circle_decision d ON d.organisation_id = m.organisation_id AND d.circle_id = m.circle_id
        AND d.kind = 'rest' AND d.settled_at IS NOT NULL AND d.ended_at IS NULL
      WHERE m.organisation_id = ${organisationId} AND m.person_id = ${personId} AND m.left_at IS NULL)`,
);

interface MyRow {
  what: 'moment' | 'proposal' | 'rest';
  id: string;
  at: Date;
  circle: string;
  key: string;
  path: string;
}
