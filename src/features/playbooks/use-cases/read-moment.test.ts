import { expect, test } from 'vitest';
import { localTime, readMoment, tomorrowMorning } from './read-moment.ts';

test.each([
  [{ date: '2026-11-24', time: '10:30', zone: 'Europe/Lisbon' }, '2026-11-24T10:30:00.000Z'],
  [{ date: '2026-11-24', time: '10:30:00', zone: 'America/New_York' }, '2026-11-24T15:30:00.000Z'],
  // The hour that the clocks skip, and the one that comes twice.
  [{ date: '2026-03-29', time: '02:30', zone: 'Europe/Berlin' }, '2026-03-29T01:30:00.000Z'],
  [{ date: '2026-10-25', time: '02:30', zone: 'Europe/Berlin' }, '2026-10-25T00:30:00.000Z'],
])('%j is %s', (wall, instant) => {
  expect(readMoment(wall)).toEqual({ ok: true, at: new Date(instant) });
});

test.each([
  [{ date: '', time: '10:30', zone: 'UTC' }, 'no-moment'],
  [{ date: '2026-02-30', time: '10:30', zone: 'UTC' }, 'no-moment'],
  [{ date: '2026-02-03', time: '25:00', zone: 'UTC' }, 'no-moment'],
  [{ date: '2026-02-03', time: 'noon', zone: 'UTC' }, 'no-moment'],
  [{ date: '2026-02-03', time: '10:30', zone: 'Europe/Atlantis' }, 'unknown-time-zone'],
  [{ date: '2026-02-03', time: '10:30', zone: '+02:00' }, 'unknown-time-zone'],
])('%j is refused: %s', (wall, reason) => {
  expect(readMoment(wall)).toEqual({ ok: false, reason });
});

test('tomorrow begins where the person is', () => {
  const late = new Date('2026-11-24T23:30:00Z');
  expect(tomorrowMorning(late, 'Europe/Berlin').date).toBe('2026-11-26');
  expect(tomorrowMorning(late, 'America/New_York').date).toBe('2026-11-25');
});

test('everybody reads the time of their own place', () => {
  expect(localTime(new Date('2026-11-24T10:30:00Z'), 'Asia/Tokyo')).toMatch(/Tue.*24 November.*19:30/);
});
