import fc from 'fast-check';
import { expect, test } from 'vitest';
import { looksAlike } from './look-alike.ts';

test.each([
  ['Mara Lind', 'Mara Lind'],
  ['Mara Lind', 'Mаrа Lind'],
  ['Mara Lind', 'mara  lind'],
  ['Mara Lind', 'Mara\u200b Lind'],
  ['Mara Lind', 'Μara Lınd'],
  ['Ilya Petrenko', 'llya Petrenko'],
  ['Ilya Petrenko', 'Iӏyа Реtrеnkо'],
  ['Noor Haddad', 'N00r Haddad'],
  ['Bernd Moor', 'Bemd Moor'],
  ['Zoë Reed', 'Zoe Reed'],
])('%s looks like %s', (one, other) => {
  expect(looksAlike(one, other)).toBe(true);
});

test.each([
  ['Mara Lind', 'Mara Lindqvist'],
  ['Ana Berg', 'Ana Borg'],
  ['Ольга', 'Олег'],
  ['李', '王'],
  ['🙂', '🚀'],
])('%s does not look like %s', (one, other) => {
  expect(looksAlike(one, other)).toBe(false);
});

test('a name looks like itself, and likeness goes both ways', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
      expect(looksAlike(one, one)).toBe(true);
      expect(looksAlike(one, other)).toBe(looksAlike(other, one));
    }),
  );
});
