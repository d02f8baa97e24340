import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameLine } from './name-line.ts';
import { plainText } from './plain-text.ts';

test.each([
  ['a zero-width space', 'Ma\u200bra', 'Mara'],
  ['a word joiner and a soft hyphen', 'M\u2060a\u00adra\ufeff', 'Mara'],
  ['a mark that turns the direction', '\u202earaM\u202c', 'araM'],
  ['a joiner between Latin letters', 'Ma\u200dra', 'Mara'],
  ['a letter made of two', 'Rene\u0301', 'René'],
  ['line breaks and tabs', ' Mara\r\nBcc:\tx@example.org ', 'Mara Bcc: x@example.org'],
  ['letters that show nothing', '\u3164\u115f\u2800\u200b', ''],
  ['letters in a private plane of tags', 'Mara\u{e0041}', 'Mara'],
  ['half a letter', 'Ma\ud800ra', 'Ma\ufffdra'],
  ['NUL and an escape', 'M\u0000a\u001b[31mra', 'Ma[31mra'],
])('a name with %s is seen as it is', (_, typed, seen) => {
  expect(nameLine(typed)).toBe(seen);
});

test.each(['علی‌رضا', 'ශ්‍රී', '👩‍💻 Mara', '❤️', 'José Ó Briain', '李 明', 'D’Arcy-Smith'])(
  'the name %s stays as it is',
  (name) => expect(nameLine(name)).toBe(name),
);

test('a name that was read once is not changed by being read again', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(...'e ار\u0301\u200b\u200c\u200d\u202e\ufe0f\n❤️👩👍🏽'),
        maxLength: 12,
      }),
      (typed) => {
        const once = nameLine(typed);
        expect(nameLine(once)).toBe(once);
      },
    ),
  );
});

test('any text can be kept once control characters and halves of letters are out, and keeps its lines', () => {
  expect(plainText('one\n\ttwo\r\n')).toBe('one\n\ttwo\r\n');
  fc.assert(
    fc.property(
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
      (typed) => {
        const kept = plainText(typed);
        expect(kept.isWellFormed()).toBe(true);
        expect(kept).not.toContain('\u0000');
      },
    ),
  );
});
