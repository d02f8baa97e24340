import { sql } from 'kysely';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';

export interface ManagerPair {
  manager: string;
  report: string;
  /** Who of the two has opted in already. */
  agreed: string[];
}

/**
 * Pairs among `present` in which one manages the other and not both have opted in. Undefined in the place of a pair
 * that is not the actor's business: that something is open, and no more.
 */
export async function listOpenPairs(
  tx: Tx,
  member: CircleMember,
  present: readonly string[],
): Promise<(ManagerPair | undefined)[]> {
  const rows = await openPairs(tx, { circleId: member.circleId, present });
  return rows.map((row) => {
    if (row.manager_id === null || row.report_id === null) return undefined;
    return {
      manager: row.manager_id,
      report: row.report_id,
      agreed: [row.manager_agreed && row.manager_id, row.report_agreed && row.report_id].filter(
        (person) => typeof person === 'string',
      ),
    };
  });
}

interface PairRow {
  manager_id: string | null;
  report_id: string | null;
  manager_agreed: boolean | null;
  report_agreed: boolean | null;
}

const openPairs = prepare(
  'open-manager-pairs',
  (_, { circleId, present }: { circleId: string; present: readonly string[] }) =>
    sql<PairRow>`SELECT manager_id, report_id, manager_agreed, report_agreed
      FROM open_manager_pairs(${circleId}, ${present}::uuid[])`,
);

export async function insertOptIn(
  tx: Tx,
  member: CircleMember,
  pair: { manager: string; report: string },
): Promise<void> {
  await tx
    .insertInto('manager_opt_in')
    .values({
      organisation_id: member.organisationId,
      circle_id: member.circleId,
      manager_id: pair.manager,
      report_id: pair.report,
      person_id: member.personId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
