import { expect, test } from 'vitest';
import { circleFacts } from './circle-facts.ts';
import { circleTable } from './circle-table.ts';
import type { MatchPerson } from './person.ts';

const hours = Array.from({ length: 11 }, () => -1);

/** What is said of who sat together before, where each row names two or more and how many rounds ago. */
function pastOf(...together: [ids: string, roundsAgo: number][]) {
  const people: MatchPerson[] = ['a', 'b', 'c', 'd'].map((id) => ({
    ...{ id, offers: {}, wants: {}, languages: ['en'], hours },
    met: together.flatMap(([ids, roundsAgo]) =>
      ids.includes(id)
        ? [...ids].filter((other) => other !== id).map((person) => ({ person, roundsAgo }))
        : [],
    ),
  }));
  const facts = circleFacts(people, circleTable({ people }), { members: [0, 1, 2, 3], commonHours: hours });
  return facts.flatMap((fact) =>
    fact.kind === 'met-before' ? [[fact.people.join(''), fact.roundsAgo]] : [],
  );
}

test('that all members sat together before is said, in one sentence', () => {
  expect(pastOf(['abcd', 1])).toEqual([['abcd', 1]]);
  expect(pastOf(['abcd', 3])).toEqual([['abcd', 3]]);
});

test('nothing is said of an earlier circle in which a member did not sit', () => {
  expect(pastOf(['ab', 1])).toEqual([]);
  expect(pastOf(['bcd', 2])).toEqual([]);
  expect(pastOf(['ab', 1], ['cd', 1])).toEqual([]);
  expect(pastOf(['abc', 1], ['bcd', 1])).toEqual([]);
});

test('members who all met each other, but at other times, are not said to have been in one circle', () => {
  expect(pastOf(['ab', 1], ['bcd', 2], ['acd', 2])).toEqual([]);
  expect(pastOf()).toEqual([]);
});

test('a moment that some share is named with those who know it, two at most, and none that only one knows', () => {
  const momentsOf: Record<string, string[]> = {
    a: ['Customer call', 'Stand-up', 'Hand-over'],
    b: ['customer call ', 'Stand-up', 'Interview'],
    c: ['Customer call', 'Hand-over'],
  };
  const people: MatchPerson[] = Object.entries(momentsOf).map(([id, moments]) => ({
    ...{ id, offers: {}, wants: {}, languages: ['en'], hours, moments },
  }));
  const facts = circleFacts(people, circleTable({ people }), { members: [0, 1, 2], commonHours: hours });
  expect(facts.filter(({ kind }) => kind === 'same-moment')).toEqual([
    { kind: 'same-moment', moment: 'Customer call', people: ['a', 'b', 'c'] },
    { kind: 'same-moment', moment: 'Hand-over', people: ['a', 'c'] },
  ]);
});
