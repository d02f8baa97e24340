import fc from 'fast-check';
import type { MatchPerson } from './person.ts';
import type { MatchRound } from './round.ts';
import { usualWeights } from './round.ts';

const level = fc.integer({ min: 1, max: 5 });
const skills = fc.dictionary(
  fc.constantFrom('listening', 'feedback', 'writing', 'negotiation', 'coaching'),
  level,
  {
    maxKeys: 3,
  },
);
const name = (place: number) => `person-${place}`;

/** People of whom some share no language, no hour, or do not want to meet. */
export function arbitraryPeople(count: number): fc.Arbitrary<MatchPerson[]> {
  const other = fc.integer({ min: 0, max: Math.max(0, count - 1) }).map(name);
  const one = fc.record({
    offers: skills,
    wants: skills,
    department: fc.option(fc.constantFrom('sales', 'support', 'design'), { nil: undefined }),
    moments: fc.subarray(['Stand-up', 'Customer call', 'Retrospective'], { maxLength: 2 }),
    seniority: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
    languages: fc.constantFrom(['en'], ['en', 'de'], ['de'], ['fr', 'en']),
    // Few bits are missing, so that most people have hours in common.
    hours: fc.array(fc.integer({ min: 0xff00, max: 0xffff }), { minLength: 11, maxLength: 11 }),
    manager: fc.option(other, { nil: undefined, freq: 3 }),
    managerWelcome: fc.boolean(),
    notWith: fc.array(other, { maxLength: 1 }),
    sameLevelOnly: fc.option(fc.constant(true), { nil: false, freq: 5 }),
    likes: fc.array(other, { maxLength: 1 }),
    met: fc.array(fc.record({ person: other, roundsAgo: fc.integer({ min: 1, max: 4 }) }), { maxLength: 2 }),
  });
  return fc
    .array(one, { minLength: count, maxLength: count })
    .map((people) => people.map((person, place) => ({ id: name(place), ...person })));
}

/** A round of few people with any size. */
export const arbitraryRound: fc.Arbitrary<MatchRound> = fc.integer({ min: 1, max: 14 }).chain((count) =>
  fc.record({
    people: arbitraryPeople(count),
    size: fc.integer({ min: 2, max: 5 }),
    commonHalfHours: fc.constantFrom(0, 2, 40, 85),
    weights: fc.constant(usualWeights),
    seed: fc.nat(1000),
  }),
);
