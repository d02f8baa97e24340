import { expect, test } from 'vitest';
import { isDue, nextSentence, whenText } from './when-text.ts';

const now = new Date('2026-11-21T23:30:00Z');
const at = (text: string) => new Date(text);
const london = { locale: 'en', timeZone: 'Europe/London', now };

test('a time is told by the day where the reader is', () => {
  expect(whenText(at('2026-11-22T00:15:00Z'), london)).toBe('Tomorrow, 00:15');
  expect(whenText(at('2026-11-22T00:15:00Z'), { ...london, timeZone: 'Europe/Berlin' })).toBe('Today, 01:15');
  expect(whenText(at('2026-11-26T10:30:00Z'), london)).toBe('Thursday 26 November, 10:30');
});

test('tomorrow is the next day of the calendar, also in the night when clocks change', () => {
  const moment = { ...london, now: at('2026-10-24T22:30:00Z') };
  expect(whenText(at('2026-10-25T23:30:00Z'), moment)).toBe('Tomorrow, 23:30');
});

test('the sentence says minutes when it is soon, and never how late somebody is', () => {
  const sentence = (startsAt: string) =>
    nextSentence('Lantern', { live: false, startsAt: at(startsAt) }, london);
  expect(sentence('2026-11-22T00:10:00Z')).toBe('Lantern meets in 40 minutes.');
  expect(sentence('2026-11-21T23:31:00Z')).toBe('Lantern meets in one minute.');
  expect(sentence('2026-11-21T23:28:00Z')).toBe('Lantern meets now.');
  expect(sentence('2026-11-21T22:00:00Z')).toBe(
    'Lantern was to meet at 22:00. Any of you can open the room.',
  );
  expect(sentence('2026-11-22T10:30:00Z')).toBe('Lantern meets tomorrow at 10:30.');
  expect(nextSentence('Lantern', { live: true, startsAt: null }, london)).toBe('Lantern is in the room now.');
});

test('a quarter of an hour before its time one is led into the room', () => {
  expect(isDue(at('2026-11-21T23:45:00Z'), now)).toBe(true);
  expect(isDue(at('2026-11-21T23:46:00Z'), now)).toBe(false);
});
