import { expect, test } from 'vitest';
import { circleEffect } from './circle-effect.ts';

const parts = { stretch: 0.5, ground: 0.5, diversity: 0.5, hours: 0.5, freshness: 0.5 };

test('a change says which circle gets stronger, and by what', () => {
  const before = { score: 0.5, parts, wished: true };
  const after = { score: 0.56, parts: { ...parts, ground: 1, hours: 0.4, freshness: 0.49 }, wished: true };
  expect(circleEffect(before, after)).toEqual({
    tendency: 2,
    parts: [
      { part: 'ground', before: 0.5, after: 1, tendency: 3 },
      { part: 'hours', before: 0.5, after: 0.4, tendency: -1 },
    ],
  });
  expect(circleEffect(after, before).tendency).toBe(-2);
  expect(circleEffect(before, before)).toEqual({ tendency: 0, parts: [] });
});

test('where nobody wishes for help, nothing is said about it', () => {
  const before = { score: 0.5, parts, wished: false };
  const after = { ...before, parts: { ...parts, stretch: 1 } };
  expect(circleEffect(before, after).parts).toEqual([]);
  expect(circleEffect(before, { ...after, wished: true }).parts).toHaveLength(1);
});
