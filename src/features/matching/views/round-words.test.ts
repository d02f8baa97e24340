import { expect, test } from 'vitest';
import type { CircleFact } from '#core/matching/circles/matching-result.ts';
import { factText } from './round-words.ts';

const naming = { nameOf: (id: string) => id, skillOf: (slug: string) => slug };

test.each<[CircleFact, string, string]>([
  [
    { kind: 'common-hours', halfHours: 6, prime: 6 },
    'There are 3 hours a week when both are free.',
    'There are 3 hours a week when everybody is free.',
  ],
  [
    { kind: 'common-hours', halfHours: 6, prime: 1 },
    'There are 3 hours a week when both are free, half an hour of it when both are at their best.',
    'There are 3 hours a week when everybody is free, half an hour of it when everybody is at their best.',
  ],
  [
    { kind: 'language', languages: ['en', 'no'] },
    'Both can speak English or Norwegian.',
    'Everybody can speak English or Norwegian.',
  ],
  [
    { kind: 'all-new-to-each-other' },
    'Neither has been in a circle with the other yet.',
    'Nobody here has been in a circle with another yet.',
  ],
])('of two one says both, of more everybody: %o', (fact, ofTwo, ofMore) => {
  expect(factText(fact, { ...naming, pair: true })).toBe(ofTwo);
  expect(factText(fact, { ...naming, pair: false })).toBe(ofMore);
});
