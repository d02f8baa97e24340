import { expect, test } from 'vitest';
import { tidyLeftovers } from './leftovers.ts';
import { keysOf, ownStore, storageInMemory } from './own-store.ts';

/** A browser in which Noor had been before, and Ama is now, with words that were not sent. */
function browser() {
  const storages = { local: storageInMemory(), tab: storageInMemory() };
  for (const id of ['noor', 'ama']) {
    tidyLeftovers({ person: { id } }, storages);
    for (const session of ['one', 'two'])
      ownStore({ person: id, session }, storages.local).set('draft:thanks', `from ${id}`);
  }
  storages.local.setItem('rondo-cues', '{"sound":true}');
  storages.local.setItem('somebody else’s', 'x');
  storages.tab.setItem('rondo left one', '1');
  return storages;
}

test('who signs out leaves nothing of theirs, and what others had not sent stays', () => {
  const storages = browser();
  tidyLeftovers({ forget: true }, storages);
  expect(keysOf(storages.local).sort()).toEqual([
    'rondo:noor:one:draft:thanks',
    'rondo:noor:two:draft:thanks',
    'somebody else’s',
  ]);
  expect(keysOf(storages.tab)).toEqual([]);
  // Again, when nobody is noted any more: nobody else is taken for them.
  tidyLeftovers({ forget: true }, storages);
  expect(storages.local.length).toBe(3);
});

test.each([
  ['a page that never learnt who looks at it', {}],
  ['a sign-in that ran out', { forget: false }],
  ['somebody who is signed in', { person: { id: 'ama' }, forget: true }],
  ['somebody who signs in where another was', { person: { id: 'lena' } }],
])('%s removes nothing', (_what, shown) => {
  const storages = browser();
  tidyLeftovers(shown, storages);
  const words = keysOf(storages.local).filter((key) => key.startsWith('rondo:'));
  expect(words).toHaveLength(4);
});

test('a tab left open by somebody who is gone writes no more of theirs into the browser', () => {
  const storages = browser();
  const left = ownStore({ person: 'ama', session: 'one' }, storages.local);
  tidyLeftovers({ forget: true }, storages);
  left.set('draft:thanks', 'typed after that');
  expect(keysOf(storages.local)).not.toContain('rondo:ama:one:draft:thanks');
  // On the open page it is not lost.
  expect([left.keys('draft:'), left.get('draft:thanks')]).toEqual([['draft:thanks'], 'typed after that']);
  left.remove('draft:thanks');
  expect(left.keys('')).toEqual([]);
});
