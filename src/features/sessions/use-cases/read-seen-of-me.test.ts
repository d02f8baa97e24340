import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { useApp } from '../../../../tests/support/app.ts';
import { must, openTestSession, startSession } from '../../../../tests/support/session.ts';
import { readSeenOfMe } from './read-seen-of-me.ts';

const app = useApp();

test('what a partner saw is read by whom it is about once the round is over, with its behaviour, and by nobody else', async () => {
  const session = await openTestSession(app, { size: 3 });
  await startSession(session);
  const [first] = session.people;
  const step = async () => (await session.view(first)).now ?? { at: -1, kind: '' };
  const onTo = async (kind: string) => {
    for (let now = await step(); now.kind !== kind; now = await step())
      await must(session.act(first, { type: 'move-on', from: now.at }));
  };
  await onTo('drill');
  const views = await Promise.all(
    session.people.map(async (person) => ({ person, tool: (await session.view(person)).tool })),
  );
  const observer = views.find(({ tool }) => tool?.kind === 'sheet')?.person;
  if (!observer) throw new Error('nobody observes');
  const body = { kind: 'observation', behaviour: 1, quote: 'What would help most?', offset: 4000 } as const;
  await must(session.act(observer, { type: 'write', wordsId: randomUUID(), words: body }));
  const seen = () =>
    Promise.all(
      session.people.map((person) => app.database.asPerson(person, (tx) => readSeenOfMe(tx, person))),
    );
  expect((await seen()).flat()).toEqual([]);
});
