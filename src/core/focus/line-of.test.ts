import { array, assert, double, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { lineOf } from './line-of.ts';

const box = { width: 200, height: 50 };

test('days lie as far apart as they are, and more lies higher', () => {
  const values = [
    { on: '2026-11-01', value: 2 },
    { on: '2026-11-03', value: 6 },
    { on: '2026-11-05', value: 4 },
  ];
  expect(lineOf(values, box)).toEqual([
    { x: 0, y: 50 },
    { x: 100, y: 0 },
    { x: 200, y: 25 },
  ]);
});

test('one value lies in the middle, and none draws nothing', () => {
  expect(lineOf([{ on: '2026-11-01', value: 2 }], box)).toEqual([{ x: 100, y: 25 }]);
  expect(lineOf([], box)).toEqual([]);
});

test('whatever the values are, every point lies in the box', () => {
  const day = tuple(double({ min: -1e12, max: 1e12, noNaN: true }));
  assert(
    property(array(day, { maxLength: 28 }), (days) => {
      const values = days.map(([value], index) => ({
        on: `2026-02-${String(index + 1).padStart(2, '0')}`,
        value,
      }));
      for (const { x, y } of lineOf(values, box)) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(200);
        expect(y).toBeGreaterThanOrEqual(-1e-9);
        expect(y).toBeLessThanOrEqual(50 + 1e-9);
      }
    }),
  );
});
