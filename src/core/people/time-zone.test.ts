import { expect, test } from 'vitest';
import { isTimeZone } from './time-zone.ts';

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
