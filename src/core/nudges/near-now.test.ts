import { expect, test } from 'vitest';
import { nearNow } from './near-now.ts';
import { usualSettings } from './settings.ts';
import { wantedForCard, wantedForProposal, wantedForSession } from './wanted.ts';

const hour = 3_600_000;
const day = 24 * hour;
const moment = Date.parse('2027-02-02T10:00:00Z');
const wanted = [
  ...wantedForCard({ id: 'card', createdAt: moment - 2 * day, carriedOver: 0, moment }, 'UTC'),
  wantedForSession({ id: 'session', startsAt: moment + 2 * hour }, 'UTC'),
  wantedForProposal({ id: 'p', kind: 'request-waiting', key: 'recording:p', notBefore: moment - 2 * day }),
];
const near = (now: number, more: Partial<Parameters<typeof nearNow>[1]> = {}) =>
  nearNow(wanted, { settings: usualSettings, paused: false, now, ...more }).map(({ kind }) => kind);

test.each([
  ['two days before', -2 * day, []],
  ['on the day before', -20 * hour, ['before-moment']],
  ['a minute before', -60_000, ['before-moment']],
  ['while it goes on', hour / 2, []],
  ['an hour after it began', hour, ['after-moment']],
  ['five days later', 5 * day, []],
  ['when nothing was said for twelve days', 12 * day + hour, ['quiet-card']],
])('%s', (_, from, kinds) => {
  expect(near(moment + from)).toEqual(kinds);
});

test('nothing is near while somebody pauses, and nothing of a kind that they switched off', () => {
  const now = moment - hour;
  expect(near(now, { paused: true })).toEqual([]);
  expect(near(now, { settings: { ...usualSettings, off: ['before-moment'] } })).toEqual([]);
});
