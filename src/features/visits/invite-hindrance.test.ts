import { expect, test } from 'vitest';
import { inviteHindrance } from './use-cases/invite-guest.ts';

const can = { closed: false, members: 3, question: undefined, sessions: 1, colleagues: 1 } as const;

test.each([
  [{}, undefined],
  [{ closed: true, members: 1 }, 'closed'],
  [{ members: 1, sessions: 0 }, 'alone'],
  [{ question: 'visit' }, 'asked'],
  [{ question: 'other', sessions: 0 }, 'waits'],
  [{ sessions: 0 }, 'no-session'],
  [{ colleagues: 0 }, 'nobody'],
] as const)('a circle with %o is told why it can invite nobody now: %s', (but, why) => {
  expect(inviteHindrance({ ...can, ...but })).toBe(why);
});
