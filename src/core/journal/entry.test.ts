import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EntryText, entryFields, isEmptyEntry, openingOf, saysAll } from './entry.ts';

const empty = Object.fromEntries(entryFields.map((field) => [field, ''])) as EntryText;

test('an entry with blanks only is empty, and one field is enough', () => {
  expect(isEmptyEntry({ ...empty, action: ' \n ' })).toBe(true);
  expect(isEmptyEntry({ ...empty, keep: 'Ask first.' })).toBe(false);
});

test('the opening is the first field that says something, cut at a word', () => {
  expect(openingOf({ ...empty, result: 'She  laughed.\nThen we began.' })).toBe(
    'She laughed. Then we began.',
  );
  expect(openingOf({ ...empty, context: 'one two three four' }, 12)).toBe('one two…');
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), (context) => {
      expect(openingOf({ ...empty, context }).length).toBeLessThanOrEqual(141);
    }),
  );
});

test('what is looked for is found by the beginnings of its words, in any field, whatever the accents', () => {
  const entry = { ...empty, context: 'The café in Porto', feelings: 'Über­rascht, then calm' };
  expect(saysAll(entry, 'CAFE calm')).toBe(true);
  expect(saysAll(entry, 'por')).toBe(true);
  expect(saysAll(entry, 'orto')).toBe(false);
  expect(saysAll(entry, 'café angry')).toBe(false);
  expect(saysAll(entry, '  ')).toBe(true);
});
