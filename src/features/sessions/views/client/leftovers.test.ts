import { expect, test } from 'vitest';
import { tidyLeftovers } from './leftovers.ts';
import { keysOf, ownStore, storageInMemory } from './own-store.ts';

/** A browser in which Noor had been before, and Ama is now, with words that were not sent. */
async function browser() {
  const storages = { local: storageInMemory(), tab: storageInMemory() };
  for (const id of ['noor', 'ama']) {
    await tidyLeftovers({ person: { id } }, storages);
    for (const session of ['one', 'two'])
      ownStore({ person: id, session }, storages.local).set('draft:thanks', `from ${id}`);
  }
  storages.local.setItem('rondo-cues', '{"sound":true}');
  storages.local.setItem('somebody else’s', 'x');
  storages.tab.setItem('rondo left one', '1');
  return storages;
}

test('who signs out leaves nothing of theirs, and what others had not sent stays', async () => {
  const storages = await browser();
  await tidyLeftovers({ over: 'left' }, storages);
  const others = [
    'rondo-away:noor',
    'rondo:noor:one:draft:thanks',
    'rondo:noor:two:draft:thanks',
    'somebody else’s',
  ];
  expect(keysOf(storages.local).sort()).toEqual(others);
  expect(keysOf(storages.tab)).toEqual([]);
  // Again, when nobody is noted any more: nobody else is taken for them.
  await tidyLeftovers({ over: 'left' }, storages);
  expect(keysOf(storages.local).sort()).toEqual(others);
});

const day = 86_400_000;
const now = Date.UTC(2026, 10, 1);
/** What lies here of Ama. */
const amas = ({ local }: { local: Storage }) =>
  keysOf(local)
    .filter((key) => key.startsWith('rondo:ama:'))
    .sort();

test('who is signed out from elsewhere finds here what they never sent, and nothing else of theirs stays', async () => {
  const storages = await browser();
  storages.local.setItem('rondo:ama:one:act:1', '{"id":"1","act":{"type":"pause"}}');
  storages.local.setItem('rondo:ama:one:noor:act:2', '{"id":"2","act":{"type":"pass"}}');
  storages.local.setItem(
    'rondo:ama:one:act:3',
    '{"id":"3","act":{"type":"write"},"said":{"body":"Thank you"}}',
  );
  storages.local.setItem('rondo:ama:one:draft:act:4', '{"field":"act:4","body":"half a sen"}');
  storages.local.setItem('rondo:ama:journal:waiting:5', '{"id":"5","context":"The greenhouse"}');
  await tidyLeftovers({ over: 'ended' }, { ...storages, now });
  const kept = [
    'rondo:ama:journal:waiting:5',
    'rondo:ama:one:act:3',
    'rondo:ama:one:draft:act:4',
    'rondo:ama:one:draft:thanks',
    'rondo:ama:two:draft:thanks',
  ];
  expect(amas(storages)).toEqual(kept);
  expect([storages.local.getItem('rondo-person'), storages.local.getItem('rondo-cues')]).toEqual([
    null,
    null,
  ]);
  expect(keysOf(storages.tab)).toEqual([]);
  // Somebody else comes first; then Ama, on the last day.
  await tidyLeftovers({ person: { id: 'lena' } }, { ...storages, now: now + day });
  await tidyLeftovers({ person: { id: 'ama' } }, { ...storages, now: now + 30 * day - 1 });
  expect(amas(storages)).toEqual(kept);
  // She is back, so no day is counted any more.
  await tidyLeftovers({ person: { id: 'ama' } }, { ...storages, now: now + 90 * day });
  expect(amas(storages)).toEqual(kept);
});

test('what waited for somebody for thirty days goes, whoever opens the browser then', async () => {
  const storages = await browser();
  await tidyLeftovers({ over: 'ended' }, { ...storages, now });
  await tidyLeftovers({ person: { id: 'lena' } }, { ...storages, now: now + 30 * day });
  expect(amas(storages)).toEqual([]);
  expect(storages.local.getItem('rondo-away:ama')).toBeNull();
  expect(keysOf(storages.local)).toContain('somebody else’s');
});

test.each([
  ['a page that never learnt who looks at it', {}],
  ['a sign-in that ran out', {}],
  ['somebody who is signed in', { person: { id: 'ama' }, over: 'ended' as const }],
  ['somebody who signs in where another was', { person: { id: 'lena' } }],
])('%s removes nothing', async (_what, shown) => {
  const storages = await browser();
  tidyLeftovers(shown, storages);
  const words = keysOf(storages.local).filter((key) => key.startsWith('rondo:'));
  expect(words).toHaveLength(4);
});

test('a tab left open by somebody who is gone writes no more of theirs into the browser', async () => {
  const storages = await browser();
  const left = ownStore({ person: 'ama', session: 'one' }, storages.local);
  await tidyLeftovers({ over: 'left' }, storages);
  left.set('draft:thanks', 'typed after that');
  expect(keysOf(storages.local)).not.toContain('rondo:ama:one:draft:thanks');
  // On the open page it is not lost.
  expect([left.keys('draft:'), left.get('draft:thanks')]).toEqual([['draft:thanks'], 'typed after that']);
  left.remove('draft:thanks');
  expect(left.keys('')).toEqual([]);
});
