import { expect, test } from 'vitest';
import { readPeople, readSearch } from './search-address.ts';

function address(query: Record<string, string>) {
  return { get: (name: string) => query[name] ?? null };
}

test('an address says what is looked for', () => {
  const query = { words: ' calm  ', skill: 'listening', people: '3', minutes: '20', difficulty: '2' };
  expect(readSearch(address(query))).toEqual({
    words: 'calm',
    skill: 'listening',
    people: 3,
    minutes: 20,
    difficulty: 2,
  });
});

test.each([
  {},
  { words: '  ', skill: '', people: '', minutes: '' },
  { people: '6', minutes: '-1', difficulty: '4' },
  { people: '2.5', skill: '<b>' },
])('what does not fit in %j is left out', (query) => {
  expect(readSearch(address(query as Record<string, string>))).toEqual({});
});

test('times are shown for a number of people that the playbook is for', () => {
  const fits = { min: 3, max: 4 };
  expect(readPeople(address({ people: '4' }), { usual: 3, fits })).toBe(4);
  expect(readPeople(address({ people: '2' }), { usual: 4, fits })).toBe(3);
  expect(readPeople(address({ people: 'many' }), { usual: 5, fits })).toBe(4);
});
