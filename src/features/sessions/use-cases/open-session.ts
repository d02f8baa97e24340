import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { findLive, findPlanned } from '../store/schedule.ts';
import { openPlanned } from './plan-session.ts';

export type Opened =
  | { ok: true; sessionId: string }
  | { ok: false; reason: 'circle-closed' | 'no-playbook' | 'session-gone' };

/**
 * Opens the room of a planned session, whenever a member wants to. Where the circle is in a room already, whoever pressed
 * at the same moment or pressed on another date is led into that one: a circle is in one room at a time.
 */
export async function openSession(tx: Tx, member: CircleMember, sessionId: string): Promise<Opened> {
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'circle-closed' };
  const live = await findLive(tx, member);
  if (live) return { ok: true, sessionId: live };
  const planned = await findPlanned(tx, member, sessionId);
  if (!planned) return { ok: false, reason: 'session-gone' };
  if (!planned.playbook) return { ok: false, reason: 'no-playbook' };
  return (await openPlanned(tx, member, sessionId))
    ? { ok: true, sessionId }
    : { ok: false, reason: 'session-gone' };
}
