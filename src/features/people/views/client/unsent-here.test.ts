import { expect, test } from 'vitest';
import { storageInMemory } from '#features/sessions/views/client/own-store.ts';
import { unsentHere } from './unsent-here.ts';

const lying = (kept: Record<string, unknown>) => {
  const storage = storageInMemory();
  for (const [key, value] of Object.entries(kept)) storage.setItem(key, JSON.stringify(value));
  return unsentHere('mara', storage);
};

test('of a journal: what waits, and what was begun', async () => {
  expect(
    await lying({
      'rondo:mara:journal:waiting:1': { id: '1', context: 'The greenhouse' },
      'rondo:mara:journal:waiting:2': { id: '2', context: 'The harbour' },
      'rondo:mara:journal:draft:new': { id: '3', feelings: 'Calm' },
      'rondo:mara:journal:draft:4': { id: '4', result: 'It held' },
    }),
  ).toEqual([
    { kind: 'waiting-entries', count: 2, href: '/journal' },
    { kind: 'changed-entry', count: 1, href: '/journal/4' },
    { kind: 'new-entry', count: 1, href: '/journal/write' },
  ]);
});

test('of a session: words that were typed, or sent and not answered, also on a device that goes round', async () => {
  expect(
    await lying({
      'rondo:mara:one:draft:thanks': { field: 'thanks', body: 'Thank you' },
      'rondo:mara:one:noor:act:2': { id: '2', act: { type: 'write' }, said: { body: 'Slower' } },
      'rondo:mara:two:act:3': { id: '3', act: { type: 'pause' } },
    }),
  ).toEqual([{ kind: 'words', count: 2, href: '/sessions/one/room' }]);
});

test.each([
  [
    'an entry without a word',
    { 'rondo:mara:journal:draft:new': { id: '1', day: '2026-11-22', context: ' ' } },
  ],
  ['a draft that the server has', { 'rondo:mara:one:draft:thanks': { body: 'Thank you', sentAt: 1 } }],
  ['a field that was emptied', { 'rondo:mara:one:draft:thanks': { body: null } }],
  ['what is somebody else’s', { 'rondo:noor:one:draft:thanks': { body: 'Thank you' } }],
  ['what was not written by us', { 'rondo:mara:one:draft:thanks': 'nonsense' }],
])('%s is nothing to lose', async (_what, kept) => {
  expect(await lying(kept)).toEqual([]);
});
