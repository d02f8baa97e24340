import type { Step } from '../playbook/playbook.ts';
import type { PersonId } from './event.ts';
import { focusNow, holderOf, isOwn, litNow, rolesNow } from './roles-now.ts';
import type { Challenge, Running } from './room.ts';

/**
 * Whom a challenging step challenges: the focus owner, or who is lit. Where the focus owner alone has words to say and
 * somebody answers them in a role of the playbook's own, it is that one: in a coaching conversation the thinker, not the coach.
 */
export function challengedNow(room: Running, { prompts, does }: Step): PersonId | undefined {
  const focus = focusNow(room);
  const focusAsks = prompts.length > 0 && prompts.every(({ role }) => role === 'focus owner');
  const answering = focusAsks ? does.find(({ role }) => role !== 'everyone' && isOwn(role))?.role : undefined;
  return (answering && holderOf(rolesNow(room), answering)) ?? focus ?? litNow(room);
}

/** Whether this person was asked in the running step, by whom, and what they said; also where they were in it before. */
export function challengeOf(
  { challenges, at }: Pick<Running, 'challenges' | 'at'>,
  person: PersonId,
): Challenge | undefined {
  return challenges.find(({ step, of }) => step === at && of === person);
}
