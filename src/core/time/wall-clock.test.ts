import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantAt, wallClockAt } from './wall-clock.ts';

const zones = [
  'Europe/Lisbon',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
];

test('what a clock shows in a zone is the same moment when it is read back', () => {
  const instants = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) });
  fc.assert(
    fc.property(instants, fc.constantFrom(...zones), (instant, zone) => {
      const shown = wallClockAt(instant, zone) ?? '';
      const read = instantAt(shown, zone) ?? 0;
      expect(wallClockAt(read, zone)).toBe(shown);
      // An hour that is repeated in autumn is its first one.
      expect([0, 1_800_000, 3_600_000]).toContain(Math.floor(instant / 60_000) * 60_000 - read);
    }),
  );
});

test.each([
  ['summer', '2026-07-01T09:30', 'Europe/Lisbon', Date.UTC(2026, 6, 1, 8, 30)],
  ['winter', '2026-12-01T09:30', 'Europe/Lisbon', Date.UTC(2026, 11, 1, 9, 30)],
  [
    'an hour that is skipped comes out later',
    '2026-03-29T01:30',
    'Europe/Lisbon',
    Date.UTC(2026, 2, 29, 1, 30),
  ],
  [
    'an hour that is repeated is its first',
    '2026-10-25T01:30',
    'Europe/Lisbon',
    Date.UTC(2026, 9, 25, 0, 30),
  ],
])('%s', (_, local, zone, instant) => {
  expect(instantAt(local, zone)).toBe(instant);
});

test.each([
  ['', 'UTC'],
  ['2026-02-30T10:00', 'UTC'],
  ['tomorrow', 'UTC'],
  ['2026-02-03T10:00', 'Nowhere/Here'],
])('"%s" in %s is no moment', (local, zone) => {
  expect(instantAt(local, zone)).toBeUndefined();
});
