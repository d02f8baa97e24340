import { sql } from 'kysely';
import type { MatchPerson } from '#core/matching/circles/person.ts';
import { pairKey, type SecretRound } from '#core/matching/circles/secret-round.ts';
import { weekLength } from '#core/people/week.ts';
import type { Actor, Database } from '#server/database.ts';
import { makePeople } from './circle.ts';
import { makeRound } from './solved-round.ts';

/** A round of the program with secrets; who opened it is not one of its people. */
export interface PlantedRound {
  organiser: Actor;
  roundId: string;
  /** Everybody who wants to be in. */
  ids: readonly string[];
  secret: ReadonlySet<string>;
}

/**
 * Puts a round of the engine into the program, in an organisation of its own: people, wishes, weeks, secrets, and everybody's
 * yes. All that chance decides is the same each time.
 */
export async function plantRound(
  database: Database,
  { round: { people, seed }, secret }: SecretRound,
): Promise<PlantedRound> {
  const [organiser] = (await makePeople(database, ['Orla Quill'])) as [Actor];
  const { organisationId } = organiser;
  const idOf = new Map(people.map(({ id }, place) => [id, idIn({ count: people.length, seed, place })]));
  const ids = [...idOf.values()];
  const known = (id: string) => idOf.get(id) as string;
  const rows = (each: (person: MatchPerson, id: string) => object[]) =>
    JSON.stringify(people.flatMap((person) => each(person, known(person.id))));
  await database.asNobody(async (tx) => {
    const persons = rows(({ languages }, id) => [{ id, languages }]);
    await sql`SELECT create_person(${organisationId}, id, id::text, null, 'UTC', languages, 'person')
      FROM jsonb_to_recordset(${persons}::jsonb) AS p (id uuid, languages text[])`.execute(tx);
  });
  await database.asMaintenance(async (tx) => {
    await sql`INSERT INTO matching_key (organisation_id, key) VALUES (${organisationId}, sha256(${`a test ${seed}`}::bytea))`.execute(
      tx,
    );
    const profiles = rows(({ department, seniority, hours }, id) => [
      { id, department, level: seniority, week: weekOf(hours) },
    ]);
    await sql`INSERT INTO person_profile (organisation_id, person_id, department, role_level, week)
      SELECT ${organisationId}, id, department, level, week
      FROM jsonb_to_recordset(${profiles}::jsonb) AS p (id uuid, department text, level smallint, week text)`.execute(
      tx,
    );
    const skills = rows((person, id) => skillsOf(person).map((skill) => ({ id, ...skill })));
    await sql`INSERT INTO person_skill (organisation_id, person_id, skill, offered, wanted, applied)
      SELECT ${organisationId}, id, skill, offered, wanted, applied
      FROM jsonb_to_recordset(${skills}::jsonb) AS s (id uuid, skill text, offered boolean, wanted boolean, applied smallint)`.execute(
      tx,
    );
    const wishes = rows(({ notWith = [] }, id) => notWith.map((other) => ({ id, about: known(other) })));
    await sql`INSERT INTO private_wish (organisation_id, person_id, about_id, kind)
      SELECT ${organisationId}, id, about, 'not-with'
      FROM jsonb_to_recordset(${wishes}::jsonb) AS w (id uuid, about uuid)`.execute(tx);
  });
  const roundId = await makeRound(database, [organiser]);
  await database.asMaintenance(async (tx) => {
    await sql`UPDATE matching_round SET seed = ${seed} WHERE id = ${roundId}`.execute(tx);
    await sql`DELETE FROM round_answer WHERE round_id = ${roundId}`.execute(tx);
    await sql`INSERT INTO round_answer (organisation_id, round_id, person_id, joining)
      SELECT organisation_id, round_id, person_id, true FROM round_invitee
      WHERE round_id = ${roundId} AND person_id = ANY (${ids}::uuid[])`.execute(tx);
  });
  const pairs = [...secret].map((pair) => pair.split(' ').map(known) as [string, string]);
  return { organiser, roundId, ids, secret: new Set(pairs.map((pair) => pairKey(...pair))) };
}

/** Nobody wishes for anything of anybody any more. */
export async function forgetWishes(database: Database, { organisationId }: Actor): Promise<void> {
  await database.asMaintenance((tx) =>
    sql`DELETE FROM private_wish WHERE organisation_id = ${organisationId}`.execute(tx),
  );
}

function idIn({ count, seed, place }: { count: number; seed: number; place: number }): string {
  const digits = (value: number) => value.toString(16).padStart(4, '0');
  return `0a000000-0000-7000-8000-${digits(count)}${digits(seed)}${digits(place)}`;
}

/** A week in UTC, painted on a clock that shows UTC. */
function weekOf(hours: readonly number[]): string {
  return Array.from(
    { length: weekLength },
    (_, at) => ((hours[Math.floor(at / 32)] as number) >>> (at % 32)) & 1,
  ).join('');
}

/** Levels as somebody can say them in the program: from 1 to 4, and a wish is one step above where they are. */
function skillsOf({ offers, wants }: MatchPerson) {
  const lent = Object.entries(offers).map(([skill, level]) => ({
    skill,
    offered: true,
    wanted: skill in wants,
    applied: Math.min(4, level),
  }));
  const wished = Object.entries(wants).filter(([skill]) => !(skill in offers));
  return [
    ...lent,
    ...wished.map(([skill, level]) => ({
      skill,
      offered: false,
      wanted: true,
      applied: Math.max(1, level - 1),
    })),
  ];
}
