import { sql } from 'kysely';
import type { Improvement } from '#core/improvement/improvement.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealWords } from '#server/vault/seal-words.ts';

/** All SQL about a circle's improvement plan: one row for each member, their own. */

export async function listImprovements(tx: Tx, member: CircleMember): Promise<Map<string, Improvement>> {
  const rows = await tx
    .selectFrom('improvement')
    .select(['circle_id', 'person_id', 'practises', 'measure', 'touchpoint_on'])
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .execute();
  const opened = await openWords(tx, 'improvement', member.organisationId, rows);
  return new Map(
    opened
      .filter(({ practises }) => practises !== '')
      .map(({ person_id, practises, measure, touchpoint_on: on }) => [
        person_id,
        { practises, measure, ...(on && { touchpointOn: on }) },
      ]),
  );
}

export async function saveImprovement(
  tx: Tx,
  member: CircleMember,
  { practises, measure, touchpointOn }: Improvement,
): Promise<void> {
  const { organisationId, personId, circleId } = member;
  const whose = { organisationId, owner: personId, row: circleId };
  const words = await sealWords(tx, 'improvement', whose, { practises, measure });
  const row = { ...words, touchpoint_on: touchpointOn ?? null };
  await tx
    .insertInto('improvement')
    .values({ organisation_id: organisationId, circle_id: circleId, person_id: personId, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'circle_id', 'person_id'])
        .doUpdateSet({ ...row, changed_at: sql<Date>`now()` }),
    )
    .execute();
}

export async function deleteImprovement(tx: Tx, member: CircleMember): Promise<void> {
  await tx
    .deleteFrom('improvement')
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('person_id', '=', member.personId)
    .execute();
}
