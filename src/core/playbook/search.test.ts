import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LibraryEntry } from './entry.ts';
import { searchLibrary } from './search.ts';

function entry(slug: string, changes: Partial<LibraryEntry> = {}): LibraryEntry {
  const totals = [2, 3, 4, 5].map((people) => ({ people, seconds: people * 300 }));
  return {
    slug,
    title: slug,
    summary: '',
    skill: 'other',
    tags: [],
    difficulty: 1,
    purpose: '',
    totals,
    ...changes,
  };
}

function found(entries: LibraryEntry[], search: Parameters<typeof searchLibrary>[1]): string[] {
  return searchLibrary(entries, search).map(({ slug }) => slug);
}

test('a word in the title comes before one in the tags, the summary and the purpose', () => {
  const entries = [
    entry('purpose', { purpose: 'We practise silence.' }),
    entry('summary', { summary: 'On silence.' }),
    entry('tags', { tags: ['silence'] }),
    entry('title', { title: 'A minute of silence' }),
    entry('none'),
  ];
  expect(found(entries, { words: 'silence' })).toEqual(['title', 'tags', 'summary', 'purpose']);
});

test('the beginning of a word finds it, and the whole word counts more', () => {
  const entries = [entry('a', { title: 'Listening sprint' }), entry('b', { title: 'Listen' })];
  expect(found(entries, { words: 'liste' })).toEqual(['a', 'b']);
  expect(found(entries, { words: 'LISTEN' })).toEqual(['b', 'a']);
  expect(found(entries, { words: 'isten' })).toEqual([]);
});

test('every word must be found somewhere, in any place', () => {
  const entries = [entry('a', { title: 'Code review', tags: ['feedback'] }), entry('b', { title: 'Code' })];
  expect(found(entries, { words: 'review, feedback!' })).toEqual(['a']);
});

test('accents and marks that people type do not matter', () => {
  expect(found([entry('a', { title: 'Écouter' })], { words: ' ecouter? ' })).toEqual(['a']);
  expect(found([entry('a')], { words: '?!' })).toEqual(['a']);
});

test.each([
  [{ people: 2, minutes: 10 }, ['a', 'b']],
  [{ people: 3, minutes: 10 }, []],
  [{ people: 5 }, ['a']],
  [{ minutes: 10 }, ['a', 'b']],
  [{ minutes: 9 }, []],
  [{ skill: 'listening' }, ['b']],
  [{ difficulty: 3 as const }, ['b']],
])('%j finds what fits', (search, expected) => {
  const pair = { totals: [{ people: 2, seconds: 600 }], skill: 'listening', difficulty: 3 as const };
  expect(found([entry('a'), entry('b', pair)], search)).toEqual(expected);
});

test('asking for more never finds more', () => {
  const word = fc.constantFrom('listen', 'silence', 'code', 'review', 'x');
  const any = fc
    .record({ title: word, summary: word, tags: fc.array(word, { maxLength: 2 }), purpose: word })
    .map((changes) => entry('any', changes));
  fc.assert(
    fc.property(fc.array(any, { maxLength: 6 }), word, word, (entries, one, other) => {
      const narrow = searchLibrary(entries, { words: `${one} ${other}` });
      const wide = searchLibrary(entries, { words: one });
      expect(wide).toEqual(expect.arrayContaining(narrow));
    }),
  );
});
