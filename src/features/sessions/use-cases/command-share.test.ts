import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { random } from '#core/matching/random.ts';
import type { Act } from '#core/session/command.ts';
import { alwaysTaken, beyondShare, mostCommands } from '#core/session/command-share.ts';
import { capabilities } from '#core/session/deciding/capabilities.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../../tests/support/app.ts';
import { must, openTestSession, startSession, type TestSession } from '../../../../tests/support/session.ts';

const app = useApp();

/** How many commands of somebody the database knows, in any session. */
async function receiptsOf({ personId }: Actor): Promise<number> {
  const { count } = await app.database.asMaintenance((tx) =>
    tx
      .selectFrom('session_command')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('person_id', '=', personId)
      .executeTakeFirstOrThrow(),
  );
  return Number(count);
}

/** What the node knows of a room while somebody watches it. */
async function watched(session: TestSession) {
  const leave = await app.hub.subscribe({
    member: await session.member(session.people[0]),
    signInId: randomUUID(),
    send: () => undefined,
    close: () => undefined,
  });
  const [cached] = [...app.hub.rooms()].filter(({ key }) => key.endsWith(session.sessionId));
  if (!cached) throw new Error('the room is not known');
  return { cached, leave };
}

async function drill(): Promise<TestSession> {
  const session = await openTestSession(app, { size: 3 });
  await startSession(session);
  for (;;) {
    const { now } = await session.view(session.people[0]);
    if (now?.kind === 'drill') return session;
    await must(session.act(session.people[0], { type: 'move-on', from: now?.at ?? 0 }));
  }
}

test('what somebody sent is counted, open, sealed or without effect; what was refused or came twice is not', async () => {
  const session = await drill();
  const { cached, leave } = await watched(session);
  const dice = random(7);
  let written = '';
  let answers = { taken: 0, refused: 0 };
  const acts: (() => Act)[] = [
    () => ({ type: 'extend', seconds: 20 }),
    () => ({ type: 'extend', seconds: 5 }),
    () => ({ type: 'pause' }),
    () => ({ type: 'resume' }),
    () => ({ type: 'join' }),
    () => {
      written = randomUUID();
      return { type: 'write', wordsId: written, body: { kind: 'observation', quote: 'Quiet', offset: 1 } };
    },
    () => ({ type: 'remove', wordsId: written || randomUUID() }),
  ];
  for (let sent = 0; sent < 60; sent++) {
    const person = session.people[dice.below(3)] as Actor;
    const id = randomUUID();
    const act = (acts[dice.below(acts.length)] as () => Act)();
    const { ok } = await session.act(person, act, id);
    if (ok && dice.below(3) === 0) await must(session.act(person, act, id));
    answers = ok ? { ...answers, taken: answers.taken + 1 } : { ...answers, refused: answers.refused + 1 };
    expect(cached.sent.get(person.personId)).toBe(await receiptsOf(person));
  }
  expect(Math.min(answers.taken, answers.refused), JSON.stringify(answers)).toBeGreaterThan(10);
  leave();
  // A node that knows the room anew counts the same.
  const again = await watched(session);
  for (const person of session.people) {
    await session.act(person, { type: 'extend', seconds: 20 });
    expect(again.cached.sent.get(person.personId)).toBe(await receiptsOf(person));
  }
  again.leave();
});

test('whoever has used up their part goes, ends and takes back, and does nothing else', () => {
  for (const type of Object.keys(capabilities) as Act['type'][]) {
    expect(beyondShare(type, mostCommands - 1)).toBeUndefined();
    const taken = beyondShare(type, mostCommands) === undefined;
    expect(taken, type).toBe(alwaysTaken.includes(type));
  }
});
