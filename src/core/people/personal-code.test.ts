import fc from 'fast-check';
import { expect, test } from 'vitest';
import { personalCodeBytes, printPersonalCode, readPersonalCode } from './personal-code.ts';

const someBytes = fc.uint8Array({ minLength: personalCodeBytes, maxLength: personalCodeBytes });

test('a code is six groups of four letters that cannot be mistaken for one another', () => {
  fc.assert(
    fc.property(someBytes, (bytes) => {
      expect(printPersonalCode(bytes)).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){5}$/);
    }),
  );
});

test('what is printed is read back, however it is typed', () => {
  const typings = [
    (code: string) => code,
    (code: string) => code.toLowerCase(),
    (code: string) => code.replaceAll('-', ' '),
    (code: string) => ` ${code.replaceAll('-', '')}\n`,
    (code: string) => code.replaceAll('0', 'o').replaceAll('1', 'l'),
  ];
  fc.assert(
    fc.property(someBytes, fc.constantFrom(...typings), (bytes, typing) => {
      const code = printPersonalCode(bytes);
      expect(readPersonalCode(typing(code))).toBe(code);
    }),
  );
});

test('different bytes are different codes', () => {
  fc.assert(
    fc.property(someBytes, someBytes, (one, other) => {
      const same = one.every((byte, at) => byte === other[at]);
      expect(printPersonalCode(one) === printPersonalCode(other)).toBe(same);
    }),
  );
});

test.each(['', 'hello', 'AAAA-BBBB', 'UUUU-UUUU-UUUU-UUUU-UUUU-UUUU', 'A'.repeat(25), 'A'.repeat(5000)])(
  'what cannot be a code is not taken for one: %.30s',
  (typed) => {
    expect(readPersonalCode(typed)).toBeUndefined();
  },
);
