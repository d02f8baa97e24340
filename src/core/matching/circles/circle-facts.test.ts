import { expect, test } from 'vitest';
import { circleFacts } from './circle-facts.ts';
import { circleTable } from './circle-table.ts';
import type { MatchPerson } from './person.ts';

const hours = Array.from({ length: 11 }, () => -1);

type Together = [ids: string, roundsAgo: number, circle?: string];

/** What is said of who sat together before, where each row names two or more, how many rounds ago, and in which circle. */
function pastOf(...together: Together[]) {
  return saidOf('abcd', together);
}

function saidOf(ids: string, together: readonly Together[]) {
  const people: MatchPerson[] = [...ids].map((id) => ({
    ...{ id, offers: {}, wants: {}, languages: ['en'], hours },
    met: together.flatMap(([sat, roundsAgo, circle]) =>
      sat.includes(id)
        ? [...sat]
            .filter((other) => other !== id)
            .map((person) => ({ person, roundsAgo, ...(circle === undefined ? {} : { circle }) }))
        : [],
    ),
  }));
  const members = people.map((_, place) => place);
  const facts = circleFacts(people, circleTable({ people }), { members, commonHours: hours });
  return facts.flatMap((fact) =>
    fact.kind === 'met-before' ? [[fact.people.join(''), fact.roundsAgo]] : [],
  );
}

test('that all members sat together before is said, in one sentence', () => {
  expect(pastOf(['abcd', 1, 'x'])).toEqual([['abcd', 1]]);
  expect(pastOf(['abcd', 3, 'x'])).toEqual([['abcd', 3]]);
  // Whoever else was there, whatever circles they had besides, and since when some of them sit together again.
  expect(pastOf(['abcde', 2, 'x'], ['ab', 1, 'y'], ['cd', 4, 'z'])).toEqual([['abcd', 2]]);
  expect(pastOf(['abcd', 5, 'x'], ['abcd', 2, 'y'])).toEqual([['abcd', 2]]);
});

test('they are together as long as all are there: two who stayed on change nothing', () => {
  expect(pastOf(['abcd', 4, 'x'], ['ab', 1, 'x'])).toEqual([['abcd', 4]]);
});

test('nothing is said of an earlier circle in which a member did not sit', () => {
  expect(pastOf(['ab', 1, 'x'])).toEqual([]);
  expect(pastOf(['bcd', 2, 'x'])).toEqual([]);
  expect(pastOf(['ab', 1, 'x'], ['cd', 1, 'y'])).toEqual([]);
  expect(pastOf(['abc', 1, 'x'], ['bcd', 1, 'y'])).toEqual([]);
});

test('members who all met each other, but in several circles, are not said to have been in one, even at the same time', () => {
  expect(pastOf(['ab', 1, 'x'], ['bcd', 2, 'y'], ['acd', 2, 'z'])).toEqual([]);
  expect(pastOf(['abc', 1, 'x'], ['abd', 1, 'y'], ['cd', 1, 'z'])).toEqual([]);
  expect(
    saidOf('abc', [
      ['ab', 1, 'x'],
      ['bc', 1, 'y'],
      ['ac', 1, 'z'],
    ]),
  ).toEqual([]);
  expect(pastOf()).toEqual([]);
});

test('where nobody says which circle it was, only two are told: they know it themselves', () => {
  expect(saidOf('ab', [['ab', 2]])).toEqual([['ab', 2]]);
  expect(saidOf('abc', [['abc', 2]])).toEqual([]);
  expect(pastOf(['abcd', 1])).toEqual([]);
});

test('two who sat in several circles are told of the latest', () => {
  expect(
    saidOf('ab', [
      ['ab', 6, 'x'],
      ['ab', 2, 'y'],
    ]),
  ).toEqual([['ab', 2]]);
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
