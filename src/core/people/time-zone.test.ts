import { expect, test } from 'vitest';
import { isTimeZone, timeZoneChoices } from './time-zone.ts';

test.each(['Europe/Lisbon', 'America/Argentina/Buenos_Aires', 'UTC', 'Asia/Kolkata'])(
  'a person may live in %s',
  (name) => {
    expect(isTimeZone(name)).toBe(true);
  },
);

test.each(['', 'Mars/Olympus', '+02:00', 'Europe/Lisbon; DROP', 'x'.repeat(100)])(
  'nobody lives in "%s"',
  (name) => {
    expect(isTimeZone(name)).toBe(false);
  },
);

test('what can be chosen are zones, and an older name that somebody has is among them', () => {
  const choices = timeZoneChoices('Europe/Kiev');
  expect(choices.every(({ value }) => isTimeZone(value))).toBe(true);
  expect(choices.map(({ value }) => value)).toEqual(
    expect.arrayContaining(['UTC', 'Europe/Kiev', 'Asia/Tokyo']),
  );
});

test('a zone is shown by the name that its place goes by today, and kept as the browser names it', () => {
  const labels = new Map(timeZoneChoices('Europe/Kiev').map(({ value, label }) => [value, label]));
  expect(labels.get('Europe/Kiev')).toBe('Europe / Kyiv');
  expect([...labels.values()]).not.toContain('Asia / Calcutta');
});
