import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Allowance, evaluations } from '../allowance.ts';
import { groupSizes } from '../group-sizes.ts';
import { arbitraryRound } from './arbitrary-people.ts';
import { boundCircles } from './bound-circles.ts';
import { circleTable } from './circle-table.ts';
import { type CircleValue, circleValue } from './circle-value.ts';
import { mostOf, subsets } from './most-of.ts';
import { usualWeights } from './round.ts';

/** A few people of whom few may not meet, so that often everybody finds a circle. */
const friendlyRound = arbitraryRound
  .filter(({ people }) => people.length >= 4 && people.length <= 9)
  .map((round) => ({
    ...round,
    commonHalfHours: 20,
    people: round.people.map((person) => ({
      ...person,
      languages: ['en'],
      notWith: [],
      manager: undefined,
      sameLevelOnly: false,
    })),
  }));

test('no circles of a few people are worth more than the bound, and it is seldom far', () => {
  let [bounds, gaps] = [0, 0];
  fc.assert(
    fc.property(friendlyRound, (round) => {
      const bound = boundCircles(round, evaluations(60_000))?.value;
      if (bound === undefined) return;
      const value = circleValue(circleTable(round), round);
      const most = mostOf([...round.people.keys()], groupSizes(round.people.length, round.size), value);
      expect(bound).toBeGreaterThanOrEqual(most);
      if (most < 0) return;
      bounds++;
      gaps += (bound - most) / bound;
    }),
    { numRuns: 40, seed: 5 },
  );
  expect(bounds).toBeGreaterThan(10);
  expect(gaps / bounds).toBeLessThan(0.05);
});

test('where circles have other sizes than agreed, no circles of any of these sizes are worth more than the bound', () => {
  let bounds = 0;
  fc.assert(
    fc.property(friendlyRound, (round) => {
      const ids = round.people.map(({ id }) => id);
      const lone = ids.length % 2 === 1 ? 3 : 2;
      const found = [ids.slice(0, lone)];
      for (let at = lone; at < ids.length; at += 2) found.push(ids.slice(at, at + 2));
      const bound = boundCircles(round, evaluations(60_000), found);
      if (bound === undefined || bound.counted) return;
      const value = circleValue(circleTable(round), round);
      expect(bound.value).toBeGreaterThanOrEqual(mostOfAny([...round.people.keys()], bound.lengths, value));
      bounds++;
    }),
    { numRuns: 30, seed: 6 },
  );
  expect(bounds).toBeGreaterThan(10);
});

function mostOfAny(left: readonly number[], lengths: readonly number[], value: CircleValue): number {
  const [first, ...others] = left;
  if (first === undefined) return 0;
  let most = Number.NEGATIVE_INFINITY;
  for (const length of lengths)
    for (const mates of subsets(others, length - 1)) {
      const away = others.filter((each) => !mates.includes(each));
      most = Math.max(most, value([first, ...mates]) + mostOfAny(away, lengths, value));
    }
  return most;
}

test('it ends soon after what it may spend, however many people are looked at', () => {
  const budget = 5000;
  const people = Array.from({ length: 60 }, (_, place) => ({
    ...{ id: `p${place}`, offers: {}, wants: {} },
    languages: ['en'],
    hours: Array<number>(11).fill(-1),
  }));
  const circles = Array.from({ length: 15 }, (_, at) => people.slice(4 * at, 4 * at + 4).map(({ id }) => id));
  let spent = 0;
  const counted: Allowance = (evaluations) => {
    spent = evaluations;
    return Math.min(1, spent / budget);
  };
  boundCircles({ people, size: 4, commonHalfHours: 4, weights: usualWeights, seed: 1 }, counted, circles);
  expect(spent).toBeLessThan(2 * budget);
});
