import { expect, test } from 'vitest';
import { hourSpans } from './common-hours.ts';

const monday = Date.parse('2026-11-16T00:00:00Z');
const wordsWith = (...places: number[]) => {
  const words = Array<number>(11).fill(0);
  for (const at of places) words[at >> 5] = ((words[at >> 5] ?? 0) | (1 << (at & 31))) >>> 0;
  return words;
};

test('half-hours beside each other are one stretch', () => {
  // Monday 15:30 to 16:30 crosses from the first word into the second.
  expect(hourSpans(wordsWith(31, 32, 40), monday)).toEqual([
    { start: new Date('2026-11-16T15:30:00Z'), end: new Date('2026-11-16T16:30:00Z') },
    { start: new Date('2026-11-16T20:00:00Z'), end: new Date('2026-11-16T20:30:00Z') },
  ]);
});

test('a stretch over the end of the week is one stretch', () => {
  expect(hourSpans(wordsWith(0, 335), monday)).toEqual([
    { start: new Date('2026-11-22T23:30:00Z'), end: new Date('2026-11-23T00:30:00Z') },
  ]);
});

test('no common time is no stretch, all the week is one', () => {
  expect(hourSpans(wordsWith(), monday)).toEqual([]);
  expect(hourSpans(Array(11).fill(0xffffffff), monday)).toHaveLength(1);
});
