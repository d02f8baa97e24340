import { mayGoTo } from '#core/sharing/audience.ts';
import type { Actor, Tx } from '#server/database.ts';
import type { Turn } from '../input.ts';
import { endShare, findOpenShare, type Item, insertShare, type ShareRow } from '../store/shares.ts';
import { findReach } from './read-dial.ts';

export type { Item, Turn };

export type DialRefusal = 'not-allowed' | 'not-with-you' | 'turned-elsewhere';

/**
 * Turns the dial of something that is mine; that it is mine the caller has made sure of. Whoever could read it and no longer
 * can loses it with the end of this transaction, and the database tells their open pages.
 */
export async function setDial(
  tx: Tx,
  actor: Actor,
  item: Item,
  turn: Turn,
): Promise<{ ok: true } | { ok: false; reason: DialRefusal }> {
  if (!mayGoTo(item.kind, turn.audience)) return { ok: false, reason: 'not-allowed' };
  const open = await findOpenShare(tx, actor, item, { hold: true });
  if (standsAt(open, turn)) return { ok: true };
  if (!(await isWithMe(tx, actor, turn))) return { ok: false, reason: 'not-with-you' };
  if (open) await endShare(tx, actor, open.id);
  if (turn.audience === 'me') return { ok: true };
  return (await insertShare(tx, actor, item, turn))
    ? { ok: true }
    : { ok: false, reason: 'turned-elsewhere' };
}

function standsAt(open: ShareRow | undefined, turn: Turn): boolean {
  if (!open) return turn.audience === 'me';
  if (open.audience !== turn.audience) return false;
  if ('partnerId' in turn) return open.partnerId === turn.partnerId;
  if ('circleId' in turn) return open.circleId === turn.circleId;
  return true;
}

async function isWithMe(tx: Tx, actor: Actor, turn: Turn): Promise<boolean> {
  if (!('partnerId' in turn) && !('circleId' in turn)) return true;
  const { partners, circles } = await findReach(tx, actor);
  return 'partnerId' in turn
    ? partners.some(({ id }) => id === turn.partnerId)
    : circles.some(({ id, closed }) => id === turn.circleId && !closed);
}
