import { afterEach, expect, test, vi } from 'vitest';
import type { SessionMember } from '../access.ts';
import { streamViews } from './stream-views.ts';

afterEach(() => vi.useRealTimers());

const who = { member: {} as SessionMember, signInId: 'here' };

test('a stream that could not be opened fails, and beats no more', async () => {
  vi.useFakeTimers();
  const stream = streamViews({ subscribe: () => Promise.reject(new Error('the database is away')) }, who);
  const reader = stream.getReader();
  await reader.read();
  await expect(reader.read()).rejects.toThrow('the database is away');
  expect(vi.getTimerCount()).toBe(0);
});

test('an open stream beats until its reader goes', async () => {
  vi.useFakeTimers();
  const leave = vi.fn();
  const reader = streamViews({ subscribe: async () => leave }, who).getReader();
  await reader.read();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(new TextDecoder().decode((await reader.read()).value)).toBe(':\n\n');
  await reader.cancel();
  expect(leave).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});
