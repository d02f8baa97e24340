import { expect, test } from 'vitest';
import { readMoment } from './moment.ts';

const now = Date.parse('2027-03-26T12:00:00Z');

test.each([
  ['nothing', '', 'Europe/Berlin', { ok: true }],
  ['the summer side of a change', '2027-03-29T09:00', 'Europe/Berlin', { ok: true, at: '2027-03-29T07:00Z' }],
  ['the winter side of it', '2027-03-27T09:00', 'Europe/Berlin', { ok: true, at: '2027-03-27T08:00Z' }],
  ['another clock', '2027-03-29T09:00', 'America/New_York', { ok: true, at: '2027-03-29T13:00Z' }],
  ['yesterday', '2027-03-25T09:00', 'UTC', { ok: true, at: '2027-03-25T09:00Z' }],
  ['last year, by a slip', '2026-03-29T09:00', 'UTC', { ok: false, reason: 'bad-moment' }],
  ['too far', '2029-03-29T09:00', 'UTC', { ok: false, reason: 'bad-moment' }],
  ['no such day', '2027-02-30T09:00', 'UTC', { ok: false, reason: 'bad-moment' }],
  ['words', 'on Monday', 'UTC', { ok: false, reason: 'bad-moment' }],
])('%s', (_, typed, zone, expected) => {
  const at = 'at' in expected ? { at: Date.parse(expected.at as string) } : {};
  expect(readMoment(typed, { zone, now })).toEqual({ ...expected, ...at });
});
