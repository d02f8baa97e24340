import { expect, test } from 'vitest';
import { questionOf } from './journal-words.ts';

const dayAfter = (days: number) =>
  new Date(Date.UTC(2026, 11, 28) + days * 86_400_000).toISOString().slice(0, 10);

test('each day asks another question, over a year’s end as well, and after twelve days they come again', () => {
  const asked = Array.from({ length: 12 }, (_, days) => questionOf(dayAfter(days)));
  expect(asked.every((question) => question !== '')).toBe(true);
  expect(new Set(asked).size).toBe(12);
  expect(questionOf(dayAfter(12))).toBe(asked[0]);
});
