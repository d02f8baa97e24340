import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { allAnswered } from './all-answered.ts';

test('answers come in the order in which was asked', async () => {
  expect(await allAnswered([pause(5, 'slow'), 'known', Promise.resolve('fast')])).toEqual([
    'slow',
    'known',
    'fast',
  ]);
});

test('a failure is told only when nothing goes on any more', async () => {
  let ended = false;
  const slow = pause(20).then(() => {
    ended = true;
  });
  await expect(allAnswered([Promise.reject(new Error('no')), slow])).rejects.toThrow('no');
  expect(ended).toBe(true);
});
