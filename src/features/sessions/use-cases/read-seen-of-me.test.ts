import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../../tests/support/app.ts';
import { must, openTestSession, startSession } from '../../../../tests/support/session.ts';
import { readSeenOfMe } from './read-seen-of-me.ts';

const app = useApp();

const quote = 'What would help you most?';

test('what a partner saw is read by whom it is about once the round is over, and by nobody else', async () => {
  const session = await openTestSession(app, { size: 3 });
  await startSession(session);
  const [first] = session.people;
  const now = async () => (await session.view(first)).now ?? { at: 0, kind: '', focus: '', behaviours: [] };
  while ((await now()).kind !== 'drill')
    await must(session.act(first, { type: 'move-on', from: (await now()).at }));
  const { at, focus, behaviours } = await now();
  const subject = session.people.find(({ personId }) => personId === focus) as Actor;
  const [observer, other] = session.people.filter((person) => person !== subject) as [Actor, Actor];
  const body = { kind: 'observation' as const, behaviour: 1, quote, offset: 4000 };
  await must(session.act(observer, { type: 'write', wordsId: randomUUID(), body }));
  const seenBy = (person: Actor) => app.database.asPerson(person, (tx) => readSeenOfMe(tx, person));
  // Under the seal, there is nothing to see.
  expect(await seenBy(subject)).toEqual([]);
  await must(session.act(observer, { type: 'move-on', from: at }));
  for (const person of [observer, other]) await session.act(person, { type: 'ready', from: at });
  expect(await seenBy(subject)).toMatchObject([{ quote, behaviour: behaviours[1] }]);
  expect(behaviours[1]).toBeTruthy();
  for (const person of [observer, other]) expect(await seenBy(person)).toEqual([]);
});
