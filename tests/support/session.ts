import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Act } from '#core/session/command.ts';
import type { RoomView } from '#core/session/view.ts';
import { findSessionMember, type SessionMember } from '#features/sessions/access.ts';
import { loadRoom } from '#features/sessions/live/load-room.ts';
import { showRoom } from '#features/sessions/live/show-room.ts';
import { type Applied, applyCommand } from '#features/sessions/use-cases/apply-command.ts';
import { planSession } from '#features/sessions/use-cases/plan-session.ts';
import type { App } from '#server/app.ts';
import type { Actor } from '#server/database.ts';
import { asMember, consentAll, makeCircle, makePeople } from './circle.ts';

export interface TestSession {
  circleId: string;
  /** Seat order. */
  people: [Actor, Actor, ...Actor[]];
  sessionId: string;
  member(person: Actor): Promise<SessionMember>;
  act(person: Actor, act: Act, id?: string): Promise<Applied>;
  /** What a reload would show: read from the database under the person's own row-level security. */
  view(person: Actor): Promise<RoomView>;
}

const names = ['Mara', 'Ilya', 'Noor', 'Ama', 'Teo'];

/** A circle that agreed, and a session of it that was opened now, with nobody in the room yet. */
export async function openTestSession(
  app: App,
  {
    size = 4,
    playbook = 'live-drill',
    oneDevice = false,
  }: { size?: number; playbook?: string; oneDevice?: boolean } = {},
): Promise<TestSession> {
  const people = (await makePeople(app.database, names.slice(0, size))) as TestSession['people'];
  const { circleId } = await makeCircle(app.database, people);
  await consentAll(app.database, people, circleId);
  return openAnother(app, { circleId, people }, { playbook, oneDevice });
}

/** One more session of the same circle. */
export async function openAnother(
  app: App,
  { circleId, people }: Pick<TestSession, 'circleId' | 'people'>,
  { playbook = 'live-drill', oneDevice = false }: { playbook?: string; oneDevice?: boolean } = {},
): Promise<TestSession> {
  const playbookText = readFileSync(join(import.meta.dirname, `../../library/${playbook}.md`), 'utf8');
  const planned = await asMember(app.database, people[0], circleId, (tx, member) =>
    planSession(tx, member, {
      playbookSlug: playbook,
      playbookText,
      startsAt: null,
      timeZone: 'Europe/London',
      oneDevice,
    }),
  );
  if (!planned.ok) throw new Error(planned.reason);
  return sessionOf(app, { circleId, people }, planned.sessionId);
}

/** What one does with a session that is there already. */
export function sessionOf(
  app: App,
  { circleId, people }: Pick<TestSession, 'circleId' | 'people'>,
  sessionId: string,
): TestSession {
  const member = async (person: Actor) => {
    const found = await app.database.asPerson(person, (tx) => findSessionMember(tx, person, sessionId));
    if (!found) throw new Error('not a member of the session');
    return found;
  };
  return {
    circleId,
    people,
    sessionId,
    member,
    act: async (person, act, id = randomUUID()) =>
      applyCommand(app, await member(person), { id, by: person.personId, act }),
    view: async (person) => {
      const scope = await member(person);
      const room = await app.database.asPerson(person, (tx, client) => loadRoom(tx, client, scope));
      return showRoom(room, scope).view;
    },
  };
}

/** Everyone enters and it starts. */
export async function startSession(session: TestSession): Promise<void> {
  for (const person of session.people) await must(session.act(person, { type: 'join' }));
  const [first] = session.people;
  if (first) await must(session.act(first, { type: 'start' }));
}

/** Throws what was refused, so that a test stops where it went wrong. */
export async function must(applied: Promise<Applied>): Promise<void> {
  const answer = await applied;
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer)}`);
}
