import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepFraction, measureRound, placeSeats } from './round-geometry.ts';

const sizes = ['large', 'small'] as const;

test('the first of three to five sits on top, and a pair sits face to face', () => {
  expect(placeSeats({ seats: 5, size: 'large' })[0]).toEqual({ x: 180, y: 51 });
  const [left, right] = placeSeats({ seats: 2, size: 'large' });
  expect(left?.y).toBe(right?.y);
  expect(left?.x).toBeLessThan(right?.x as number);
});

test('someone alone has a seat too', () => {
  expect(placeSeats({ seats: 1, size: 'large' })).toEqual([{ x: 180, y: 51 }]);
});

test('no two seats touch and no seat leaves the drawing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 14 }), fc.constantFrom(...sizes), (seats, size) => {
      const measure = measureRound({ seats, size });
      const places = placeSeats({ seats, size });
      for (const [index, place] of places.entries()) {
        expect(place.x - measure.seat).toBeGreaterThanOrEqual(0);
        expect(place.x + measure.seat).toBeLessThanOrEqual(measure.width);
        expect(place.y - measure.seat).toBeGreaterThanOrEqual(0);
        expect(place.y + measure.seat).toBeLessThanOrEqual(measure.height);
        for (const other of places.slice(index + 1)) {
          expect(Math.hypot(place.x - other.x, place.y - other.y)).toBeGreaterThan(2 * measure.seat);
        }
      }
    }),
  );
});

test('the clock is never more than full and never less than empty', () => {
  expect([1.4, 1, 0.25, 0, -3, Number.NaN, Number.POSITIVE_INFINITY].map(keepFraction)).toEqual([
    1, 1, 0.25, 0, 0, 0, 0,
  ]);
});
