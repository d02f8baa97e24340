import { expect, test } from 'vitest';
import { notBefore } from './not-before.ts';
import { wantedForCard, wantedForSession } from './wanted.ts';

const day = 86_400_000;
const moment = Date.UTC(2027, 1, 10, 9);
const [before, after] = wantedForCard(
  { id: 'card', createdAt: moment - 9 * day, carriedOver: 0, moment },
  'UTC',
);

test('what is of use only while a circle rests is not said at all', () => {
  expect(before && notBefore(before, moment)).toBeUndefined();
  const session = wantedForSession({ id: 'session', startsAt: moment }, 'UTC');
  expect(notBefore(session, moment)).toBeUndefined();
});

test('what is still of use after a rest waits for its end', () => {
  expect(after && notBefore(after, moment + day)).toEqual({ ...after, from: moment + day });
  expect(before && notBefore(before, moment - 2 * day)).toEqual({ ...before, from: moment - 2 * day });
});

test('a best time in a rest becomes the first time after it', () => {
  const resumes = moment - 30 * 60_000;
  expect(before && notBefore(before, resumes)).toEqual({ ...before, from: resumes, by: resumes });
});

test('a rest that is over changes nothing', () => {
  for (const wanted of [before, after]) expect(wanted && notBefore(wanted, 0)).toBe(wanted);
});
