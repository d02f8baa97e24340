import { expect, test } from 'vitest';
import type { MatchedCircle } from './circles/matching-result.ts';
import { compareProposals, summarise } from './compare-proposals.ts';

const circle = (members: string[], score: number): MatchedCircle => ({
  members,
  score,
  parts: { stretch: score, ground: 1, diversity: 0, hours: 0.5, freshness: 1 },
  wished: members.includes('ana'),
  commonHours: [],
  facts: [],
});

test('circles that both have are found whatever their order, and what differs is told apart', () => {
  const one = [circle(['ana', 'ben'], 1), circle(['cleo', 'dov'], 1), circle(['edda', 'finn'], 1)];
  const other = [circle(['dov', 'edda'], 1), circle(['ben', 'ana'], 1), circle(['cleo', 'finn'], 1)];
  expect(compareProposals(one, other)).toEqual({ both: [[0, 1]], onlyOne: [1, 2], onlyOther: [0, 2] });
});

test('a proposal as a whole is the mean over its people, and its weakest circle', () => {
  const summary = summarise([circle(['ana', 'ben', 'cleo'], 0.8), circle(['dov'], 0.4)]);
  expect(summary).toMatchObject({ circles: 2, wished: true, weakest: 0.4 });
  expect(summary.score).toBeCloseTo(0.7);
  expect(summary.parts.stretch).toBeCloseTo(0.7);
  expect(summarise([])).toMatchObject({ circles: 0, score: 0, weakest: 1 });
});
