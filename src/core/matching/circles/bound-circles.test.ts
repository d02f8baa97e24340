import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluations } from '../allowance.ts';
import { groupSizes } from '../group-sizes.ts';
import { arbitraryRound } from './arbitrary-people.ts';
import { boundCircles } from './bound-circles.ts';
import { circleTable } from './circle-table.ts';
import { type CircleValue, circleValue } from './circle-value.ts';

/** The greatest value of all ways to seat everybody in circles of these sizes; less than 0 when a rule forbids each. */
function mostOf(left: readonly number[], sizes: readonly number[], value: CircleValue): number {
  const [first, ...others] = left;
  if (first === undefined) return 0;
  let most = Number.NEGATIVE_INFINITY;
  for (const size of new Set(sizes)) {
    const rest = sizes.toSpliced(sizes.indexOf(size), 1);
    for (const mates of subsets(others, size - 1)) {
      const away = others.filter((each) => !mates.includes(each));
      most = Math.max(most, value([first, ...mates]) + mostOf(away, rest, value));
    }
  }
  return most;
}

function subsets(from: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return from.flatMap((first, at) => subsets(from.slice(at + 1), size - 1).map((rest) => [first, ...rest]));
}

test('no circles of a few people are worth more than the bound, and it is seldom far', () => {
  let [bounds, gaps] = [0, 0];
  fc.assert(
    fc.property(
      arbitraryRound
        .filter(({ people }) => people.length >= 4 && people.length <= 9)
        // With few who may not meet, so that often everybody finds a circle.
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
        })),
      (round) => {
        const bound = boundCircles(round, evaluations(60_000));
        if (bound === undefined) return;
        const value = circleValue(circleTable(round), round);
        const most = mostOf([...round.people.keys()], groupSizes(round.people.length, round.size), value);
        expect(bound).toBeGreaterThanOrEqual(most);
        if (most < 0) return;
        bounds++;
        gaps += (bound - most) / bound;
      },
    ),
    { numRuns: 40, seed: 5 },
  );
  expect(bounds).toBeGreaterThan(10);
  expect(gaps / bounds).toBeLessThan(0.05);
});
