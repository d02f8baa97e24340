import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { type AnswerOutcome, answerRequest } from '../store/requests.ts';

/** One member's yes seats the person who asked; a no is told to them without a name. */
export async function answerJoinRequest(
  tx: Tx,
  member: CircleMember,
  answer: { requestId: string; accept: boolean },
): Promise<
  | { ok: true; outcome: 'joined' | 'declined' }
  | { ok: false; reason: Exclude<AnswerOutcome, 'joined' | 'declined'> }
> {
  const outcome = await answerRequest(tx, member, answer);
  if (outcome === 'joined' || outcome === 'declined') return { ok: true, outcome };
  return { ok: false, reason: outcome };
}
