import { expect, test } from 'vitest';
import { circleParts } from './circle-parts.ts';
import { circleTable } from './circle-table.ts';
import type { MatchPerson } from './person.ts';
import type { PartName } from './round.ts';

/** The first so many half-hours of a week. */
const hours = (count: number) => Array.from({ length: 11 }, (_, word) => (word === 0 ? 2 ** count - 1 : 0));

/** A part of a circle of people a, b, c and so on. */
function part(name: PartName, ...people: Partial<MatchPerson>[]): number {
  const everybody = people.map(
    (person, place): MatchPerson => ({
      ...{ id: 'abcde'[place] as string, offers: {}, wants: {}, languages: ['en'], hours: hours(2) },
      ...person,
    }),
  );
  return circleParts[name](circleTable({ people: everybody }), [...everybody.keys()]);
}

// Each number is worked out by hand from the formula beside the part.
test.each<[string, number, PartName, Partial<MatchPerson>[]]>([
  // (5 - 3 + 1) / 3 = 1 and (3 - 3 + 1) / 3 = 1/3: the best other counts, and b and c wish for nothing.
  [
    'a wish met by the best of two',
    1,
    'stretch',
    [{ wants: { x: 3 } }, { offers: { x: 5 } }, { offers: { x: 3 } }],
  ],
  ['a wish met just so', (1 / 3 + 1) / 2, 'stretch', [{ wants: { x: 3 } }, { offers: { x: 3 } }]],
  [
    'one of two wishes met fully',
    (1 / 2 + 1) / 2,
    'stretch',
    [{ wants: { x: 1, y: 1 } }, { offers: { x: 4 } }],
  ],
  ['help below the wish', 1 / 2, 'stretch', [{ wants: { x: 4 } }, { offers: { x: 3 } }]],
  ['a wish that only its owner could meet', 1 / 2, 'stretch', [{ wants: { x: 1 }, offers: { x: 5 } }, {}]],
  // a and b: one half each for the department, a and c: one half each for the level.
  [
    'a department of two and a level of two others',
    (1 + 0.5 + 0.5) / 3,
    'ground',
    [{ department: 'd', seniority: 2 }, { department: 'd', seniority: 6 }, { seniority: 3 }],
  ],
  [
    'a moment in common',
    0.5,
    'ground',
    [{ moments: ['Customer call'] }, { moments: ['Demo', 'customer call'] }],
  ],
  [
    'a moment besides the department',
    0.5,
    'ground',
    [
      { department: 'd', moments: ['Demo'] },
      { department: 'd', moments: ['Demo'] },
    ],
  ],
  [
    'a moment of two out of three',
    (0.5 + 0.5) / 3,
    'ground',
    [
      { moments: ['Demo'], department: 'd' },
      { moments: ['Demo'], department: 'e' },
      { moments: ['Hand-over'] },
    ],
  ],
  ['levels two apart, and no department', 0, 'ground', [{ seniority: 1 }, { seniority: 3 }]],
  // Departments: two of three pairs differ, 2/3 of a half. Skills: x and xy share 1 of 2; with z nothing is shared.
  [
    'departments and skills of three',
    (0.5 * 2) / 3 + (0.5 * (1 / 2 + 1 + 1)) / 3,
    'diversity',
    [
      { department: 'd', offers: { x: 1 } },
      { department: 'd', offers: { x: 1, y: 1 } },
      { department: 'e', offers: { z: 1 } },
    ],
  ],
  ['nobody offers anything', 0.5, 'diversity', [{ department: 'd' }, { department: 'e' }]],
  // Four in common; energy is good for one of two in two of them: (4 / 2 + 2 / 2 / 2) / 10.
  [
    'four half-hours, some good',
    0.25,
    'hours',
    [
      { hours: hours(4), prime: hours(2) },
      { hours: hours(5), prime: hours(0) },
    ],
  ],
  ['four half-hours and nothing said of energy', 0.4, 'hours', [{ hours: hours(4) }, { hours: hours(9) }]],
  ['more than plenty', 1, 'hours', [{ hours: hours(20) }, { hours: hours(30) }]],
  // a and b met last time: 0; a and c three rounds ago: 2/4; b and c never: 1.
  [
    'one met lately, one a while ago',
    (0 + 0.5 + 1) / 3,
    'freshness',
    [{ met: [{ person: 'b', roundsAgo: 1 }] }, {}, { met: [{ person: 'a', roundsAgo: 3 }] }],
  ],
  ['so long ago that nobody counts it', 1, 'freshness', [{ met: [{ person: 'b', roundsAgo: 257 }] }, {}]],
  [
    'the later of two times',
    0,
    'freshness',
    [{ met: [{ person: 'b', roundsAgo: 9 }] }, { met: [{ person: 'a', roundsAgo: 1 }] }],
  ],
  ['one of four likes two of them', 1 / 4, 'likes', [{ likes: ['b', 'c'] }, {}, {}, {}]],
  [
    'two who like each other, and somebody elsewhere',
    2 / 3,
    'likes',
    [{ likes: ['b'] }, { likes: ['a'] }, { likes: ['e'] }],
  ],
])('%s: %d', (_, worth, name, people) => {
  expect(part(name, ...people)).toBeCloseTo(worth, 12);
});
