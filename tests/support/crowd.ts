import { randomBytes } from 'node:crypto';
import { listShippedSkills } from '#features/skills/use-cases/find-shipped-skill.ts';
import type { Database, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { hashToken } from '#server/tokens.ts';

/** Many people who all want to be in one round, and the sign-in cookie of who opened it. */
export interface Crowd {
  organisationId: string;
  roundId: string;
  people: string[];
  token: string;
}

const departments = ['Sales', 'Support', 'Engineering', 'Finance', 'Design', 'People'];
const zones = ['America/New_York', 'Europe/London', 'Europe/Berlin', 'Asia/Kolkata'];
/** Rows that one statement writes. */
const batch = 500;

/** So many made-up people, the same each time but for their ids; written straight into the tables. */
export async function arrangeCrowd(database: Database, count: number): Promise<Crowd> {
  const organisation_id = newId();
  const roundId = newId();
  const people = Array.from({ length: count }, () => newId());
  const token = randomBytes(32).toString('base64url');
  const organiser = people[0] ?? '';
  const draw = drawer(7);
  await database.asMaintenance(async (tx) => {
    await tx.insertInto('organisation').values({ id: organisation_id, name: 'Lantern Works' }).execute();
    for (let from = 0; from < count; from += batch)
      await insertPeople(tx, { organisation_id, people: people.slice(from, from + batch), draw });
    await tx
      .insertInto('sign_in')
      .values({
        organisation_id,
        id: newId(),
        person_id: organiser,
        token_hash: hashToken(token),
        expires_at: new Date(Date.now() + 3_600_000),
      })
      .execute();
    await tx
      .insertInto('matching_round')
      .values({
        organisation_id,
        id: roundId,
        name: 'Spring circles',
        opened_by: organiser,
        answers_until: new Date(Date.now() + 9 * 86_400_000),
        size: 4,
        common_half_hours: 2,
        cadence: 'weekly',
        seed: 7,
        // Everybody wants to be in, and the organiser knows.
        told_at: new Date(),
      })
      .execute();
    for (let from = 0; from < count; from += batch) {
      const keys = people
        .slice(from, from + batch)
        .map((person_id) => ({ organisation_id, round_id: roundId, person_id }));
      await tx.insertInto('round_invitee').values(keys).execute();
      await tx
        .insertInto('round_answer')
        .values(keys.map((key) => ({ ...key, joining: true })))
        .execute();
    }
  });
  return { organisationId: organisation_id, roundId, people, token };
}

async function insertPeople(
  tx: Tx,
  { organisation_id, people, draw }: { organisation_id: string; people: string[]; draw: Draw },
): Promise<void> {
  const skills = listShippedSkills().map(({ slug }) => slug);
  await tx
    .insertInto('person')
    .values(
      people.map((id, at) => ({
        organisation_id,
        id,
        name: `Person ${at}`,
        time_zone: zones[draw(zones.length)] ?? 'UTC',
        languages: draw(10) === 0 ? ['de'] : ['en'],
      })),
    )
    .execute();
  await tx
    .insertInto('person_profile')
    .values(
      people.map((person_id) => ({
        organisation_id,
        person_id,
        department: departments[draw(departments.length)] ?? '',
        role_level: 1 + draw(6),
        week: weekOf(draw),
      })),
    )
    .execute();
  const offered = people.flatMap((person_id) => {
    const first = draw(skills.length);
    return [0, 1, 2, 3, 4, 5].map((step) => ({
      organisation_id,
      person_id,
      skill: skills[(first + step * 5) % skills.length] ?? '',
      offered: step < 3,
      wanted: step >= 3,
      applied: 1 + draw(4),
    }));
  });
  await tx.insertInto('person_skill').values(offered).execute();
}

type Draw = (bound: number) => number;

/** Half-hours from 8 to 18 on working days, most of them free, some at one's best. */
function weekOf(draw: Draw): string {
  const dayOf = (day: number) =>
    Array.from({ length: 48 }, (_, half) => (day > 4 || half < 16 || half >= 36 ? 0 : draw(4) % 3)).join('');
  return Array.from({ length: 7 }, (_, day) => dayOf(day)).join('');
}

/** A plain congruential generator: good enough for people who are made up. */
function drawer(seed: number): Draw {
  let state = seed >>> 0;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}
