import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitCircle, type Tie } from './split.ts';

const five = ['ana', 'ben', 'cleo', 'dan', 'eve'];
const tie = (one: string, other: string, sessions: number, sightings = 0): Tie => ({
  one,
  other,
  sessions,
  sightings,
});

test('those with the strongest ties stay together, and whoever asks to join completes the smaller circle', () => {
  const [best] = splitCircle({
    people: [...five, 'fay'],
    ties: [
      tie('ana', 'dan', 6, 2),
      tie('ben', 'cleo', 6),
      tie('cleo', 'eve', 5),
      tie('ben', 'eve', 5),
      tie('ana', 'ben', 1),
    ],
  });
  expect(best?.circles).toEqual([
    ['ana', 'dan', 'fay'],
    ['ben', 'cleo', 'eve'],
  ]);
  expect(best).toMatchObject({ kept: 4, of: 5 });
  expect(best?.keeps[0]).toMatchObject({ one: 'ana', other: 'dan', sightings: 2 });
  expect(best?.keeps[1]).toMatchObject({ one: 'ben', other: 'cleo' });
});

test('five become two and three; fewer than four stay one circle', () => {
  expect(
    splitCircle({ people: five, ties: [] }).map(({ circles }) => circles.map((each) => each.length).sort()),
  ).toEqual([
    [2, 3],
    [2, 3],
    [2, 3],
  ]);
  expect(splitCircle({ people: five.slice(0, 3), ties: [] })).toEqual([]);
});

test('everybody sits in one of the two, sizes differ by one at most, and asking again gives the same', () => {
  const circle = fc.integer({ min: 4, max: 7 }).chain((size) =>
    fc.record({
      people: fc.constant(Array.from({ length: size }, (_, index) => `p${index}`)),
      ties: fc.array(
        fc
          .tuple(fc.nat(size - 1), fc.nat(size - 1), fc.nat(9), fc.nat(3))
          .filter(([one, other]) => one < other)
          .map(([one, other, sessions, sightings]) => tie(`p${one}`, `p${other}`, sessions, sightings)),
        { maxLength: 12 },
      ),
    }),
  );
  fc.assert(
    fc.property(circle, (given) => {
      const ways = splitCircle(given);
      expect(splitCircle(given)).toEqual(ways);
      for (const { circles, kept, of } of ways) {
        expect(circles.flat().sort()).toEqual([...given.people].sort());
        expect(Math.abs(circles[0].length - circles[1].length)).toBeLessThanOrEqual(1);
        expect(kept).toBeLessThanOrEqual(of);
      }
    }),
  );
});
