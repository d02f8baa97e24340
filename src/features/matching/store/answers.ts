import { sql } from 'kysely';
import type { UnplacedReason } from '#core/matching/circles/matching-result.ts';
import type { Tx } from '#server/database.ts';
import type { RoundOrganiser, RoundReader } from '../access.ts';

/** What somebody said themselves, and why no circle was found for them. */
export interface OwnAnswer {
  joining: boolean;
  leftOver?: UnplacedReason;
}

export async function readOwnAnswer(tx: Tx, reader: RoundReader): Promise<OwnAnswer | undefined> {
  const row = await tx
    .selectFrom('round_answer')
    .select(['joining', 'left_over'])
    .where('organisation_id', '=', reader.organisationId)
    .where('round_id', '=', reader.roundId)
    .where('person_id', '=', reader.personId)
    .executeTakeFirst();
  if (!row) return undefined;
  const leftOver = row.left_over as UnplacedReason | null;
  return { joining: row.joining, ...(leftOver ? { leftOver } : {}) };
}

export async function saveAnswer(tx: Tx, reader: RoundReader, joining: boolean): Promise<void> {
  await tx
    .insertInto('round_answer')
    .values({
      organisation_id: reader.organisationId,
      round_id: reader.roundId,
      person_id: reader.personId,
      joining,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'round_id', 'person_id'])
        .doUpdateSet({ joining, answered_at: sql<Date>`now()` }),
    )
    .execute();
}

/** Who said that they want to be in; nobody learns of the others. By name. */
export async function listJoining(
  tx: Tx,
  organiser: RoundOrganiser,
): Promise<{ id: string; name: string }[]> {
  return tx
    .selectFrom('round_answer')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'round_answer.organisation_id')
        .onRef('person.id', '=', 'round_answer.person_id'),
    )
    .select(['person.id', 'person.name'])
    .where('round_answer.organisation_id', '=', organiser.organisationId)
    .where('round_answer.round_id', '=', organiser.roundId)
    .where('round_answer.joining', '=', true)
    .orderBy('person.name')
    .execute();
}

/** Names by id, also of those who no longer want to be in. */
export async function listNames(
  tx: Tx,
  { organisationId }: RoundOrganiser,
  people: readonly string[],
): Promise<Record<string, string>> {
  if (people.length === 0) return {};
  const rows = await tx
    .selectFrom('person')
    .select(['id', 'name'])
    .where('organisation_id', '=', organisationId)
    .where('id', 'in', people)
    .execute();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
