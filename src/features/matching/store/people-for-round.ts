import { sql } from 'kysely';
import type { Cadence } from '#core/matching/cadence.ts';
import type { MatchPerson, Meeting } from '#core/matching/circles/person.ts';
import type { MatchRound } from '#core/matching/circles/round.ts';
import { type RoundWishes, weightsOf } from '#core/matching/round-wishes.ts';
import { sessionWeeks } from '#core/matching/session-weeks.ts';
import { readMatchPeople } from '#features/profiles/use-cases/read-match-people.ts';
import type { Tx } from '#server/database.ts';

interface RoundKey {
  organisationId: string;
  roundId: string;
}

/**
 * Everything that the engine is given about a round, read in the worker's transaction. It holds private wishes: it stays in
 * memory and goes to the thread that solves, and nowhere else. `without`: who is not to be asked again. `only`: these
 * people, whatever they answered since. Undefined: no such round, or one that was withdrawn.
 */
export async function peopleForRound(
  tx: Tx,
  { organisationId, roundId }: RoundKey,
  { now, without = [], only }: { now: Date; without?: readonly string[]; only?: readonly string[] },
): Promise<MatchRound | undefined> {
  const round = await tx
    .selectFrom('matching_round')
    .select(['size', 'common_half_hours', 'wishes', 'seed', 'cadence', 'answers_until', 'reply_days'])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', roundId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!round) return undefined;
  const people = (only ?? (await listJoiningIds(tx, { organisationId, roundId }))).filter(
    (id) => !without.includes(id),
  );
  const met = await listMetBefore(tx, { organisationId, people, now });
  // Circles begin when everybody has said yes, at the latest so many days after answers closed and circles were drawn.
  const drawn = Math.max(now.getTime(), round.answers_until.getTime());
  const weeks = sessionWeeks({
    from: drawn + round.reply_days * 86_400_000,
    cadence: round.cadence as Cadence,
    zones: await listZones(tx, { organisationId, roundId }),
  });
  const profiles = await readMatchPeople(tx, { organisationId, people, monday: weeks.reckoned });
  return {
    size: round.size,
    commonHalfHours: round.common_half_hours,
    weights: weightsOf(round.wishes as RoundWishes),
    seed: round.seed,
    weeks,
    people: profiles.map(
      (person): MatchPerson => ({
        ...person,
        met: met.get(person.id) ?? [],
      }),
    ),
  };
}

async function listJoiningIds(tx: Tx, { organisationId, roundId }: RoundKey): Promise<string[]> {
  const joining = await tx
    .selectFrom('round_answer')
    .select('person_id')
    .where('organisation_id', '=', organisationId)
    .where('round_id', '=', roundId)
    .where('joining', '=', true)
    .orderBy('person_id')
    .execute();
  return joining.map(({ person_id }) => person_id);
}

/** Where all those are who want to be in: the same for everybody whose circle is looked at by itself. */
async function listZones(tx: Tx, { organisationId, roundId }: RoundKey): Promise<string[]> {
  const zones = await tx
    .selectFrom('round_answer')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'round_answer.organisation_id')
        .onRef('person.id', '=', 'round_answer.person_id'),
    )
    .select('person.time_zone')
    .distinct()
    .where('round_answer.organisation_id', '=', organisationId)
    .where('round_answer.round_id', '=', roundId)
    .where('joining', '=', true)
    .orderBy('person.time_zone')
    .execute();
  return zones.map(({ time_zone }) => time_zone);
}

/** Who sat with whom in which circle, and how many quarters ago that ended: with a stay, or with the circle. */
async function listMetBefore(
  tx: Tx,
  { organisationId, people, now }: { organisationId: string; people: readonly string[]; now: Date },
): Promise<Map<string, Meeting[]>> {
  const met = new Map<string, Meeting[]>();
  if (people.length === 0) return met;
  const { rows } = await sql<{ one: string; other: string; circle: string; until: Date }>`
    SELECT a.person_id AS one, b.person_id AS other, a.circle_id AS circle,
      max(least(a.left_at, b.left_at, c.closed_at, ${now}::timestamptz)) AS until
    FROM membership a JOIN membership b ON b.organisation_id = a.organisation_id AND b.circle_id = a.circle_id
      AND b.person_id <> a.person_id
      AND b.joined_at < coalesce(a.left_at, 'infinity') AND a.joined_at < coalesce(b.left_at, 'infinity')
    LEFT JOIN circle_closure c ON c.organisation_id = a.organisation_id AND c.circle_id = a.circle_id
    WHERE a.organisation_id = ${organisationId} AND a.person_id = ANY (${people}::uuid[])
      AND b.person_id = ANY (${people}::uuid[])
    GROUP BY 1, 2, 3`.execute(tx);
  const quarter = 91 * 86_400_000;
  for (const { one, other, circle, until } of rows) {
    const roundsAgo = 1 + Math.max(0, Math.floor((now.getTime() - until.getTime()) / quarter));
    met.set(one, [...(met.get(one) ?? []), { person: other, roundsAgo, circle }]);
  }
  return met;
}
