import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { climb, type NamedAttempt, oneMore } from './climb.ts';
import { exercisesOf } from './ladder.ts';
import { type Outcome, outcomes } from './outcome.ts';
import { parseLadder } from './parse.ts';
import { restAfter } from './spacing.ts';

const parsed = parseLadder(readFileSync('ladders/listening.md', 'utf8'));
if (!parsed.ok) throw new Error('The shipped ladder cannot be read.');
const { ladder } = parsed;
const names = exercisesOf(ladder).map(({ name }) => name);
const day = 86_400_000;
const start = Date.UTC(2026, 10, 2, 9);
const at = (days: number, exercise: string, went: Outcome): NamedAttempt => ({
  ...{ at: start + days * day, exercise, went },
});

test('the first exercise comes from the lowest rung', () => {
  const { rung, next } = climb(ladder, [], start);
  expect(rung).toBe(1);
  expect(next.map(({ rung }) => rung)).toEqual([1, 1]);
});

test('what was tried under a former name counts after the new wording, and only for that exercise', () => {
  const [old = '', second = ''] = names;
  const renamed: typeof ladder = structuredClone(ladder);
  const [first] = renamed.rungs[0];
  if (!first) throw new Error('The rung is empty.');
  Object.assign(first, { name: 'Two breaths', formerly: ['Wait', old] });
  const attempts = [at(0, 'Wait', 'hard'), at(3, old, 'came'), at(4, second, 'came')];
  const { rung, exercises } = climb(renamed, attempts, start + 5 * day);
  expect(rung).toBe(2);
  expect(exercises[0]).toMatchObject({ name: 'Two breaths', tried: 2, last: 'came' });
  expect(exercises.slice(1).map(({ tried }) => tried)).toEqual([1, 0, 0, 0, 0, 0, 0]);
});

test('what came by itself rests longer than what came, and that longer than what was hard', () => {
  const rests = outcomes.map((went) => restAfter([{ at: start, went }])?.dueAt ?? 0);
  expect(rests).toEqual(rests.toSorted((one, other) => one - other));
  expect(new Set(rests).size).toBe(outcomes.length);
  expect(rests[0]).toBeGreaterThanOrEqual(start + day);
});

test('each time that it comes again, it rests longer', () => {
  let attempts = [{ at: start, went: 'came' as Outcome }];
  let before = 0;
  for (let time = 0; time < 5; time++) {
    const rest = restAfter(attempts);
    expect(rest?.days).toBeGreaterThan(before);
    before = rest?.days ?? 0;
    attempts = [...attempts, { at: rest?.dueAt ?? 0, went: 'came' }];
  }
});

test('a rung opens when two of the one below have come, and closes when one of them is lost again', () => {
  const [first = '', second = ''] = names;
  const came = [at(0, first, 'came'), at(1, second, 'hard')];
  expect(climb(ladder, came, start + 2 * day).rung).toBe(1);
  const both = [...came, at(2, second, 'came')];
  expect(climb(ladder, both, start + 3 * day).rung).toBe(2);
  expect(climb(ladder, [...both, at(9, first, 'not-yet')], start + 10 * day).rung).toBe(1);
});

test('what is due comes before what is new, and a day after nothing that was tried is due', () => {
  const [first = '', second = ''] = names;
  const attempts = [at(0, first, 'came'), at(0, second, 'came')];
  expect(climb(ladder, attempts, start + day / 2).next.map(({ rung }) => rung)).toEqual([2, 2]);
  expect(
    climb(ladder, attempts, start + 30 * day)
      .next.map(({ name }) => name)
      .slice(0, 2),
  ).toEqual([first, second]);
});

test('while everything rests, it says until when', () => {
  const attempts = names.flatMap((name) => [at(0, name, 'came')]);
  const { next, restsUntil } = climb(ladder, attempts, start + day / 2);
  expect(next).toEqual([]);
  expect(restsUntil).toBe(Math.min(...attempts.map((attempt) => restAfter([attempt])?.dueAt ?? 0)));
});

test('after a hard one, a smaller one for the same behaviour is offered, never the same again', () => {
  const [, , sayItBack = ''] = names;
  const hard = 'Until “yes, that is it”';
  const stand = climb(ladder, [at(0, hard, 'not-yet')], start + 1);
  expect(oneMore(stand, hard)?.name).toBe(sayItBack);
  expect(oneMore(stand, 'no such exercise')).toBeUndefined();
});

test('whatever was tried, in whatever order it is told, there is one answer, and it holds', () => {
  const attempt = fc.record({
    at: fc.integer({ min: start, max: start + 400 * day }),
    exercise: fc.constantFrom(...names, 'gone from the text'),
    went: fc.constantFrom(...outcomes),
  });
  const many = fc.uniqueArray(attempt, { selector: ({ at: when }) => when, maxLength: 40 });
  fc.assert(
    fc.property(many, fc.integer({ min: 0, max: 500 }), (attempts, days) => {
      const now = start + days * day;
      const stand = climb(ladder, attempts, now);
      expect(climb(ladder, attempts.toReversed(), now)).toEqual(stand);
      expect(stand.next.every(({ rung }) => rung <= stand.rung)).toBe(true);
      expect(stand.next.every(({ dueAt = 0 }) => dueAt <= now)).toBe(true);
      expect(stand.next.length > 0).toBe(stand.restsUntil === undefined);
    }),
  );
});
