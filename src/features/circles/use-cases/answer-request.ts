import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { type AnswerOutcome, answerRequest, listOpenRequests } from '../store/requests.ts';
import { tellOfSeat } from './tell-of-seat.ts';

/** One member's yes seats the person who asked, who hears it by mail as well; a no is told to them without a name. */
export async function answerJoinRequest(
  tx: Tx,
  member: CircleMember,
  answer: { requestId: string; accept: boolean },
): Promise<
  | { ok: true; outcome: 'joined' | 'declined' }
  | { ok: false; reason: Exclude<AnswerOutcome, 'joined' | 'declined'> }
> {
  const asked = (await listOpenRequests(tx, member)).find(({ id }) => id === answer.requestId);
  const outcome = await answerRequest(tx, member, answer);
  if (outcome === 'joined' && asked) {
    const { organisationId, circleId } = member;
    await tellOfSeat(tx, { organisationId, circleId, people: [asked.person], because: 'asked' });
  }
  if (outcome === 'joined' || outcome === 'declined') return { ok: true, outcome };
  return { ok: false, reason: outcome };
}
