import { expect, test } from 'vitest';
import { m } from '#messages';
import { overTitle } from './over-title.ts';

test.each([
  ['closed', 1, m.room_over_closed()],
  ['expired', 1, m.room_over_expired()],
  ['closed', undefined, m.room_over_called_off()],
  ['expired', undefined, m.room_over_expired()],
  ['discarded', 1, m.room_over_discarded()],
  ['discarded', undefined, m.room_over_discarded()],
] as const)('a session that is %s, started at %s, says so', (status, startedAt, title) => {
  expect(overTitle({ status, ...(startedAt ? { startedAt } : {}) })).toBe(title);
});
