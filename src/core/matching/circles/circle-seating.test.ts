import { expect, test } from 'vitest';
import { circlesOf, seatCircles } from './circle-seating.ts';

test('circles that were made of a seating are seated with those who are left, and who stayed then stays', () => {
  const before = {
    seats: 3,
    occupant: Int32Array.from([4, 0, 1, 2, 3, 5]),
    seatOf: Int32Array.from([1, 2, 3, 4, 0, 5, -1]),
    fixed: Uint8Array.from([1, 0, 0, 0, 0, 0]),
  };
  const seating = seatCircles({ circles: [[2, 0, 4, 1]], left: [3, 5] }, before);
  expect(seating.seats).toBe(4);
  expect(circlesOf(seating)).toEqual([
    [2, 0, 4, 1],
    [3, 5],
  ]);
  expect([...seating.seatOf]).toEqual([1, 3, 0, 4, 2, 5, -1]);
  expect([...seating.fixed]).toEqual([0, 0, 1, 0, 0, 0, 0, 0]);
});
