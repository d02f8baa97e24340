import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callNames, fitLine } from './seat-text.ts';

const seat = { width: 72, size: 15, smallest: 12.5 };

test('a short name is drawn as it is', () => {
  expect(fitLine({ text: 'Mara', ...seat })).toEqual({ text: 'Mara', size: 15, cut: false });
});

test('a longer name becomes a little smaller before it is cut', () => {
  const line = fitLine({ text: 'Margarethe', ...seat });
  expect(line.cut).toBe(false);
  expect(line.size).toBeLessThan(15);
});

test('a very long name ends with an ellipsis and says that it was cut', () => {
  const line = fitLine({ text: 'Wilhelmina-Konstanze', ...seat });
  expect(line.text).toMatch(/^Wilhe.*…$/u);
  expect(line.cut).toBe(true);
});

test('cutting never splits a letter from its accent, nor a family from its members', () => {
  const line = fitLine({ text: '👩‍👩‍👧‍👦'.repeat(12), ...seat });
  expect(line.text.replace('…', '').replaceAll('👩‍👩‍👧‍👦', '')).toBe('');
});

test('any text fits the seat or is cut, and something is always drawn', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }), (text) => {
      const line = fitLine({ text, ...seat });
      expect(line.text.length).toBeGreaterThan(0);
      expect(line.size).toBeGreaterThanOrEqual(seat.smallest);
      if (!line.cut) expect(line.text).toBe(text);
    }),
  );
});

test('people are called by their first name, and two of the same name are told apart', () => {
  expect(callNames(['Mara Lindqvist', 'Ana Brandt', 'Ana Castell', 'Ilya'])).toEqual([
    'Mara',
    'Ana B.',
    'Ana C.',
    'Ilya',
  ]);
});
