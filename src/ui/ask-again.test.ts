import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askAgain } from './ask-again.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('however slow the answers are, none is overtaken by the next question', async () => {
  let open = 0;
  let most = 0;
  let answers = 0;
  const stop = askAgain(async () => {
    open += 1;
    most = Math.max(most, open);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    open -= 1;
    answers += 1;
  }, 500);
  await vi.advanceTimersByTimeAsync(7000);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect({ most, answers }).toEqual({ most: 1, answers: 2 });
});

test('what fails is asked again', async () => {
  const ask = vi.fn(() => Promise.reject(new Error('away')));
  const stop = askAgain(ask, 500);
  await vi.advanceTimersByTimeAsync(2100);
  stop();
  expect(ask).toHaveBeenCalledTimes(4);
});
