import { expect, test } from 'vitest';
import { obstaclesOf } from './obstacles.ts';

const round = { size: 4, commonHalfHours: 6, joining: [...'abcdefghi'], unplaced: [] };
const hours = (person: string, most: number) =>
  ({ person, reason: { kind: 'too-few-common-hours', needed: 6, most } }) as const;
const room = (person: string) => ({ person, reason: { kind: 'no-room-in-a-fitting-circle' } }) as const;

test('where everybody has a circle nothing stands in the way', () => {
  expect(obstaclesOf(round)).toEqual([]);
});

test('with fewer than two people nothing else matters', () => {
  expect(obstaclesOf({ ...round, joining: ['ana'], unplaced: [hours('ana', 2)] })).toEqual([
    { kind: 'too-few-people', count: 1 },
  ]);
});

test('fewer half-hours are offered that would do for everybody who has any in common', () => {
  expect(obstaclesOf({ ...round, unplaced: [hours('ana', 4), hours('ben', 2), hours('cleo', 0)] })).toEqual([
    { kind: 'too-few-common-hours', people: ['ana', 'ben', 'cleo'], needed: 6, halfHours: 2 },
  ]);
  expect(obstaclesOf({ ...round, unplaced: [hours('cleo', 0)] })).toEqual([
    { kind: 'too-few-common-hours', people: ['cleo'], needed: 6 },
  ]);
});

test('what was relaxed since the proposal is not offered again', () => {
  expect(obstaclesOf({ ...round, commonHalfHours: 2, unplaced: [hours('ana', 4)] })).toEqual([]);
});

test('a language is never relaxed', () => {
  const unplaced = [
    { person: 'ana', reason: { kind: 'no-common-language', languages: ['nl'] } } as const,
    room('ben'),
  ];
  expect(obstaclesOf({ ...round, unplaced })).toEqual([
    { kind: 'no-common-language', people: ['ana'] },
    { kind: 'no-room', people: ['ben'], size: 4, needed: 6, smaller: 3, halfHours: 3 },
  ]);
});

test('a lack of room says the same whatever its cause, and offers nothing that is less than possible', () => {
  expect(
    obstaclesOf({
      size: 2,
      commonHalfHours: 1,
      joining: [...'abcdefghi'],
      unplaced: [room('ana'), room('ben')],
    }),
  ).toEqual([{ kind: 'no-room', people: ['ana', 'ben'], size: 2, needed: 1 }]);
});

test('locks are named where somebody has no circle, so that one of them can be opened', () => {
  const locked = [{ circle: 2, members: [...'abcd'] }];
  expect(obstaclesOf({ ...round, locked, unplaced: [room('i')] })).toMatchObject([
    { kind: 'no-room', locked: [2] },
  ]);
});

test('a lock that cannot be kept is told, without the name of whoever is no longer in', () => {
  const locked = [
    { circle: 0, members: ['a', 'zoe'] },
    { circle: 1, members: ['b', 'c'] },
  ];
  expect(obstaclesOf({ ...round, locked })).toEqual([{ kind: 'lock-left', circle: 0 }]);
});

test('where every circle is locked another proposal would be the same, unless a lock cannot be kept', () => {
  const locked = [
    { circle: 0, members: [...'abcde'] },
    { circle: 1, members: [...'fghi'] },
  ];
  expect(obstaclesOf({ ...round, locked })).toEqual([{ kind: 'all-locked' }]);
  const left = { ...round, joining: [...'abcdefgh'], locked };
  expect(obstaclesOf(left)).toEqual([{ kind: 'lock-left', circle: 1 }]);
});
