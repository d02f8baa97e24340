import { expect, test } from 'vitest';
import { concerns, everything, isTopic } from './topic.ts';

const circle = '01900000-0000-7000-8000-000000000000';

test.each(['shares', `board:${circle}`, `exchange:${circle}`, everything])('"%s" can be told', (topic) => {
  expect(isTopic(topic)).toBe(true);
});

test.each([
  '',
  'board:',
  'board:mine',
  `board:${circle} x`,
  'I will ask first',
  'Board',
  `board:${circle}:2`,
])('"%s" is no topic: it could hold words', (text) => {
  expect(isTopic(text)).toBe(false);
});

test('a page looks again for its own topics, and for everything', () => {
  expect(concerns('shares', ['shares'])).toBe(true);
  expect(concerns(everything, ['shares'])).toBe(true);
  expect(concerns(`board:${circle}`, ['shares'])).toBe(false);
});
