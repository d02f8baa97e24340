import type { CircleMember } from '#features/circles/access.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import {
  type DecisionRefusal,
  propose,
  questionOpen,
} from '#features/decisions/use-cases/decide-together.ts';
import { colleaguesOf } from '#features/people/use-cases/list-colleagues.ts';
import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { type InviteOutcome, insertInvited } from '../store/invitations.ts';

/**
 * Why a circle cannot invite a guest now; the first that holds. `asked`: its members are being asked about one already;
 * `waits`: about something else; `nobody`: no colleague is outside it.
 */
export type InviteHindrance = 'closed' | 'alone' | 'asked' | 'waits' | 'no-session' | 'nobody';

/** What the members' page knows of a circle when it says whether a guest can be invited. */
interface Standing {
  closed: boolean;
  members: number;
  question: 'visit' | 'other' | undefined;
  sessions: number;
  colleagues: number;
}

/** Undefined: a guest can be invited. */
export function inviteHindrance(circle: Standing): InviteHindrance | undefined {
  if (circle.closed) return 'closed';
  if (circle.members < 2) return 'alone';
  if (circle.question) return circle.question === 'visit' ? 'asked' : 'waits';
  if (circle.sessions === 0) return 'no-session';
  return circle.colleagues === 0 ? 'nobody' : undefined;
}

/** Colleagues whom members can name, by name: everyone of the organisation who is not one of them. */
export async function colleaguesToInvite(
  tx: Tx,
  member: CircleMember,
): Promise<{ id: string; name: string }[]> {
  const inside = new Set((await membersOf(tx, member)).map(({ id }) => id));
  return (await colleaguesOf(tx, member)).filter(({ id }) => !inside.has(id));
}

/**
 * Asks every member to agree to a guest whom one of them names, for one session; who asks has agreed. The guest hears of it
 * once all have, and answers for themselves; before, and where it comes to nothing, nobody tells them.
 */
export async function inviteGuest(
  tx: Tx,
  member: CircleMember,
  about: { guest: string; session: string },
): Promise<
  { ok: true } | { ok: false; reason: DecisionRefusal | `visit-${Exclude<InviteOutcome, 'invited'>}` }
> {
  const refusal = await questionOpen(tx, member);
  if (refusal) return { ok: false, reason: refusal };
  const visit = newId();
  const how = await insertInvited(tx, member, { visit, ...about });
  if (how !== 'invited') return { ok: false, reason: `visit-${how}` };
  const asked = await propose(tx, member, { kind: 'visit', visit, session: about.session });
  // Nothing could come between: the circle is locked.
  if (!asked.ok) throw new Error(`an invitation without its question: ${asked.reason}`);
  return { ok: true };
}
