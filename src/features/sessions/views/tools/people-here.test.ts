import { expect, test } from 'vitest';
import type { RoomView } from '#core/session/view.ts';
import { byPerson, othersOf } from './people-here.ts';

const view = { me: { id: 'b' }, seats: ['a', 'b', 'c'].map((id) => ({ id })) } as RoomView;

test('the others sit in the order of the ring, and I am not among them', () => {
  expect(othersOf(view)).toEqual(['a', 'c']);
});

test('what was said is grouped by person in seat order, never by how much; somebody who has gone comes last', () => {
  const lines = [
    { by: 'gone', text: '1' },
    { by: 'c', text: '2' },
    { by: 'c', text: '3' },
    { by: 'a', text: '4' },
  ];
  const groups = byPerson(view, lines, ({ by }) => by);
  expect(groups.map(({ person, lines }) => [person, lines.length])).toEqual([
    ['a', 1],
    ['c', 2],
    ['gone', 1],
  ]);
});
