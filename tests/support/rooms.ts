import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { findCircleMember } from '#features/circles/access.ts';
import { planSession } from '#features/sessions/use-cases/plan-session.ts';
import type { Actor, Database, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { hashToken } from '#server/tokens.ts';

const liveDrill = readFileSync(new URL('../../library/live-drill.md', import.meta.url), 'utf8');

export interface ArrangedRoom {
  sessionId: string;
  circleId: string;
  /** Values of the sign-in cookie, one a person. */
  tokens: string[];
}

const names = ['Mara', 'Ilya', 'Noor', 'Ama', 'Teo'];

/**
 * Rooms, each with a circle of `size` that agreed and a session that is open; all in one organisation. Written straight
 * into the tables, because benchmarks need hundreds.
 */
export async function arrangeRooms(
  database: Database,
  { count, size }: { count: number; size: number },
): Promise<ArrangedRoom[]> {
  const organisationId = newId();
  await database.asMaintenance((tx) =>
    tx.insertInto('organisation').values({ id: organisationId, name: 'Bench' }).execute(),
  );
  const rooms: ArrangedRoom[] = [];
  for (let index = 0; index < count; index++) {
    const circle = await database.asMaintenance((tx) => arrangeCircle(tx, organisationId, size));
    const founder = { organisationId, personId: circle.people[0] ?? '' };
    const sessionId = await openLiveDrill(database, founder, circle.circleId);
    rooms.push({ sessionId, circleId: circle.circleId, tokens: circle.tokens });
  }
  return rooms;
}

/** Opens a session of the live drill as this member, and gives its id. */
export async function openLiveDrill(database: Database, actor: Actor, circleId: string): Promise<string> {
  const planned = await database.asPerson(actor, async (tx) => {
    const member = await findCircleMember(tx, actor, circleId);
    if (!member) throw new Error('the founder is no member');
    const plan = {
      playbookSlug: 'live-drill',
      playbookText: liveDrill,
      startsAt: null,
      timeZone: 'UTC',
      oneDevice: false,
    };
    return planSession(tx, member, plan);
  });
  if (!planned.ok) throw new Error(planned.reason);
  return planned.sessionId;
}

async function arrangeCircle(tx: Tx, organisation_id: string, size: number) {
  const circleId = newId();
  const people = names.slice(0, size).map(() => newId());
  const tokens = people.map(() => randomBytes(32).toString('base64url'));
  const founder = people[0] ?? '';
  const key = { organisation_id, circle_id: circleId };
  await tx
    .insertInto('person')
    .values(people.map((id, seat) => ({ organisation_id, id, name: names[seat] ?? '', time_zone: 'UTC' })))
    .execute();
  await tx
    .insertInto('circle')
    .values({ organisation_id, id: circleId, name: 'Bench', created_by: founder })
    .execute();
  await tx.insertInto('circle_content').values(key).execute();
  await tx
    .insertInto('membership')
    .values(people.map((person_id, seat) => ({ ...key, id: newId(), person_id, seat: seat + 1 })))
    .execute();
  await tx
    .insertInto('agreement_version')
    .values({ ...key, version: 1, proposed_by: founder, in_force_at: new Date() })
    .execute();
  await tx
    .insertInto('agreement_consent')
    .values(people.map((person_id) => ({ ...key, version: 1, person_id })))
    .execute();
  await tx
    .insertInto('sign_in')
    .values(
      people.map((person_id, seat) => ({
        organisation_id,
        id: newId(),
        person_id,
        token_hash: hashToken(tokens[seat] ?? ''),
        expires_at: new Date(Date.now() + 3_600_000),
      })),
    )
    .execute();
  return { circleId, people, tokens };
}
