import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluations } from '../allowance.ts';
import { groupSizes } from '../group-sizes.ts';
import { arbitraryRound } from './arbitrary-people.ts';
import { boundByMates, mostByMates } from './bound-by-mates.ts';
import { boundOpenly } from './bound-openly.ts';
import { circleTable } from './circle-table.ts';
import { type CircleValue, circleScore, circleValue } from './circle-value.ts';
import { curved } from './curve.ts';
import { matchCircles } from './match-circles.ts';
import { mostOf, subsets } from './most-of.ts';
import type { MatchRound } from './round.ts';

/** Few people who all share a language and few hours, so that often, and not always, everybody finds a circle. */
const fewPeople = arbitraryRound
  .filter(({ people }) => people.length >= 2 && people.length <= 8)
  .map((round) => ({
    ...round,
    commonHalfHours: Math.min(round.commonHalfHours, 9),
    people: round.people.map((person) => ({
      ...person,
      languages: ['en', ...person.languages],
      hours: person.hours.map((word, at) => (at === 0 ? word : 0)),
    })),
  }));
const budget = () => evaluations(100_000);

/** The greatest value of all ways to seat people in circles of these lengths; anybody may be left out. */
function mostOfAny(left: readonly number[], lengths: readonly number[], value: CircleValue): number {
  const [first, ...others] = left;
  if (first === undefined) return 0;
  let most = mostOfAny(others, lengths, value);
  for (const length of lengths)
    for (const mates of subsets(others, length - 1)) {
      const worth = value([first, ...mates]);
      if (worth < 0) continue;
      const away = others.filter((each) => !mates.includes(each));
      most = Math.max(most, worth + mostOfAny(away, lengths, value));
    }
  return most;
}

test('no circles of the agreed sizes are worth more than the bound, whatever people wish and refuse', () => {
  let seated = 0;
  fc.assert(
    fc.property(fewPeople, (round) => {
      const bound = boundByMates(round, budget());
      const value = circleValue(circleTable(round), round);
      const most = mostOf([...round.people.keys()], groupSizes(round.people.length, round.size), value);
      expect(bound?.value).toBeGreaterThanOrEqual(most);
      if (most > 0) seated++;
    }),
    { numRuns: 150, seed: 3 },
  );
  expect(seated).toBeGreaterThan(5);
});

test('no circles of the sizes that were found are worth more than the bound, with people left out as well', () => {
  fc.assert(
    fc.property(fewPeople, fc.integer({ min: 2, max: 3 }), (round, length) => {
      const ids = round.people.map(({ id }) => id);
      const bound = boundByMates(round, budget(), [ids.slice(0, length)]);
      if (bound === undefined || bound.counted) return;
      const value = circleValue(circleTable(round), round);
      expect(bound.value).toBeGreaterThanOrEqual(mostOfAny([...round.people.keys()], bound.lengths, value));
    }),
    { numRuns: 150, seed: 4 },
  );
});

test('with more to spend the bound is never wider, and with the same it is the same', () => {
  let closer = 0;
  fc.assert(
    fc.property(fewPeople, (round) => {
      const spent = [5, 10, 20, 40, 1000];
      const bounds = spent.flatMap((each) => boundByMates(round, evaluations(each))?.value ?? []);
      expect(bounds).toEqual(spent.flatMap((each) => boundByMates(round, evaluations(each))?.value ?? []));
      expect(bounds).toEqual(bounds.toSorted((a, b) => b - a));
      if ((bounds.at(-1) as number) < (bounds[0] as number) - 1e-6) closer++;
    }),
    { numRuns: 60, seed: 5 },
  );
  expect(closer).toBeGreaterThan(5);
});

test('a locked circle counts with its own value', () => {
  fc.assert(
    fc.property(fewPeople, (round) => {
      const kept = [{ members: round.people.slice(0, 2).map(({ id }) => id), open: false }];
      const bound = boundByMates({ ...round, kept }, budget())?.value;
      const value = circleValue(circleTable(round), round);
      const free = [...round.people.keys()].slice(2);
      const most = Math.max(0, value([0, 1])) + mostOf(free, groupSizes(free.length, round.size), value);
      expect(bound).toBeGreaterThanOrEqual(most);
    }),
    { numRuns: 60, seed: 6 },
  );
});

test('a search that has nothing left, or too many people, finds no bound instead of a wrong one', () => {
  const round = fc.sample(fewPeople, 1)[0] as MatchRound;
  expect(boundByMates(round, () => 1)).toBeUndefined();
  const person = round.people[0] as MatchRound['people'][number];
  const people = Array.from({ length: mostByMates + 1 }, (_, at) => ({ ...person, id: `person-${at}` }));
  expect(boundByMates({ ...round, people }, budget())).toBeUndefined();
});

const open = () => ({ quick: evaluations(50_000), thorough: evaluations(50_000) });

test('the bound that is shown holds for all circles that are possible, by the scores that are shown', () => {
  let bounds = 0;
  fc.assert(
    fc.property(fewPeople, (round) => {
      const found = matchCircles(round, evaluations(5000));
      const shown = boundOpenly(round, found, open());
      if (!shown.proven || found.unplaced.length > 0) return;
      const table = circleTable(round);
      const [allowed, score] = [
        circleValue(table, round),
        circleScore(table, { ...round.weights, likes: 0 }),
      ];
      const value: CircleValue = (members) =>
        allowed(members) < 0 ? -1 : members.length * curved(score(members));
      const sizes = found.circles.map(({ members }) => members.length);
      expect(shown.bound).toBeGreaterThanOrEqual(mostOf([...round.people.keys()], sizes, value) - 1e-9);
      bounds++;
    }),
    { numRuns: 60, seed: 7 },
  );
  expect(bounds).toBeGreaterThan(5);
});

test('what people keep to themselves changes nothing of value, bound and gap once the circles are known', () => {
  fc.assert(
    fc.property(fewPeople, (round) => {
      const found = matchCircles(round, evaluations(5000));
      const frank = round.people.map(
        ({ notWith: _, likes: _likes, sameLevelOnly: _level, ...person }) => person,
      );
      const [kept, told] = [round, { ...round, people: frank }].map((each) => {
        const { value, bound, gap, proven } = boundOpenly(each, found, open());
        return { value, bound, gap, proven };
      });
      expect(kept).toEqual(told);
    }),
    { numRuns: 60, seed: 8 },
  );
});
