import { describe, expect, test } from 'vitest';
import { evaluations } from '../allowance.ts';
import type { MatchPerson } from './person.ts';
import { type RoundChange, repairCircles } from './repair-circles.ts';
import { type MatchRound, usualWeights } from './round.ts';

const always = Array<number>(11).fill(0xffff);

const person = (id: string, more: Partial<MatchPerson> = {}): MatchPerson => ({
  ...{ id, offers: {}, wants: {}, languages: ['en'], hours: always },
  ...more,
});

/** Mends a round of these people; letters are ids. `begun`: circles that are founded. */
function mended(
  people: readonly MatchPerson[],
  size: number,
  { begun = [], ...change }: Partial<RoundChange> & { begun?: string[]; circles: string[][] },
) {
  const kept = begun.map((members) => ({ members: [...members], open: false }));
  const round: MatchRound = { people, size, commonHalfHours: 2, weights: usualWeights, seed: 1, kept };
  const result = repairCircles(round, { left: [], joined: [], ...change }, evaluations(1000));
  return {
    circles: result.circles.map(({ members }) => [...members].sort().join('')).sort(),
    unplaced: result.unplaced.map((each) => each.person).sort(),
    changed: result.changed,
  };
}

const named = (ids: string) => [...ids].map((id) => person(id));
const circles = (...all: string[]) => all.map((members) => [...members]);

describe('a rule that was given since', () => {
  test('takes apart the circle that breaks it, with few others, and nobody is left over', () => {
    const people = [person('a', { notWith: ['b'] }), ...named('bcdefgh')];
    const { circles: made, unplaced, changed } = mended(people, 4, { circles: circles('abcd', 'efgh') });
    expect(unplaced).toEqual([]);
    expect(changed).toBeGreaterThan(0);
    expect(made.some((members) => members.includes('a') && members.includes('b'))).toBe(false);
  });

  test('where none is broken, circles stay as they were, and who waits is not seated for that', () => {
    const change = { circles: circles('abc', 'def'), waiting: ['g'] };
    expect(mended(named('abcdefg'), 4, change)).toEqual({
      circles: ['abc', 'def'],
      unplaced: ['g'],
      changed: 0,
    });
  });

  test('who waits is seated where something is mended anyway', () => {
    const people = [person('a', { notWith: ['b'] }), ...named('bcdefgh')];
    const change = { circles: circles('abc', 'def'), waiting: ['g', 'h'] };
    expect(mended(people, 4, change).unplaced).toEqual([]);
  });
});

describe('circles that have begun stay as they are', () => {
  test('in a round of pairs nobody is put into one that has begun when another breaks up', () => {
    const change = { circles: circles('ab', 'cd'), left: ['d'], begun: ['ab'] };
    expect(mended(named('abc'), 2, change)).toEqual({ circles: ['ab'], unplaced: ['c'], changed: 1 });
  });

  test('in a round of fours a seat that is free in one is not given away', () => {
    const change = { circles: circles('abc', 'defg', 'hijk'), left: ['d', 'e', 'f'], begun: ['abc'] };
    expect(mended(named('abcghijk'), 4, change)).toEqual({
      circles: ['abc', 'ghijk'],
      unplaced: [],
      changed: 2,
    });
  });

  test('one that breaks a rule by now, or is small, is not taken apart, nor are its members left over', () => {
    const people = [person('a', { notWith: ['b'] }), ...named('bcdefghi')];
    const change = { circles: circles('abcd', 'ef', 'ghij'), left: ['j'], begun: ['abcd', 'ef'] };
    expect(mended(people, 4, change)).toEqual({
      circles: ['abcd', 'ef', 'ghi'],
      unplaced: [],
      changed: 0,
    });
  });

  test('somebody without a circle who could only join one that has begun is told that there is no room', () => {
    const change = { circles: circles('abc'), joined: ['d'], begun: ['abc'] };
    expect(mended(named('abcd'), 4, change)).toMatchObject({ circles: ['abc'], unplaced: ['d'] });
  });
});

describe('as few circles change as can be, and those first to which fewer have said yes', () => {
  test('a newcomer joins the circle to which nobody has said yes, also where another would suit better', () => {
    const people = [...named('abcdef'), person('x', { department: 'sales', wants: { listening: 1 } })];
    people[0] = person('a', { department: 'sales', offers: { listening: 5 } });
    const change = { circles: circles('abc', 'def'), joined: ['x'] };
    expect(mended(people, 3, change).circles).toEqual(['abcx', 'def']);
    expect(mended(people, 3, { ...change, accepted: ['b', 'c'] }).circles).toEqual(['abc', 'defx']);
    expect(mended(people, 3, { ...change, accepted: ['b', 'd', 'e'] }).circles).toEqual(['abcx', 'def']);
  });

  test('a circle that lost somebody is filled before another one is changed', () => {
    const people = [...named('abcdef'), person('x', { department: 'sales', wants: { listening: 1 } })];
    people[0] = person('a', { department: 'sales', offers: { listening: 5 } });
    const change = { circles: circles('abc', 'defg'), left: ['g'], joined: ['x'], accepted: ['d'] };
    expect(mended(people, 4, change).circles).toEqual(['abc', 'defx']);
  });

  test('where a circle has to be opened, it is one to which fewer have said yes', () => {
    // Five is the most: whoever is new takes part in a new circle with members of one that is opened.
    const all = circles('abcde', 'fghij');
    const people = named('abcdefghijx');
    const with5 = (accepted: string[]) =>
      mended(people, 5, { circles: all, joined: ['x'], accepted }).circles;
    expect(with5(['a', 'b'])).toContain('abcde');
    expect(with5(['f'])).toContain('fghij');
  });

  test('a small circle that nobody left is not taken apart', () => {
    const change = { circles: circles('abcd', 'ef'), left: ['a'] };
    expect(mended(named('bcdef'), 4, change)).toEqual({ circles: ['bcd', 'ef'], unplaced: [], changed: 0 });
  });
});
