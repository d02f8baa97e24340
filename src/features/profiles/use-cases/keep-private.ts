import type { Actor, Tx } from '#server/database.ts';
import {
  deleteWish,
  findPreference,
  listWishes,
  type PreferenceRow,
  savePreference,
  saveWish,
  type WishRow,
} from '../store/private.ts';

/** What a person keeps to themselves: read and changed by that person, weighed by the matching job, told to nobody. */

export async function readPrivate(
  tx: Tx,
  actor: Actor,
): Promise<{ preference: PreferenceRow; wishes: WishRow[] }> {
  const preference = await findPreference(tx, actor);
  const none = { sameLevelOnly: false, cameraOff: false, managerWelcome: false };
  return { preference: preference ?? none, wishes: await listWishes(tx, actor) };
}

export async function keepPreference(tx: Tx, actor: Actor, preference: PreferenceRow): Promise<void> {
  await savePreference(tx, actor, preference);
}

export type KeptWish = { ok: true } | { ok: false; reason: 'no-such-person' };

/** A wish about a colleague, in place of an earlier one. The transaction is void after a refusal. */
export async function keepWish(
  tx: Tx,
  actor: Actor,
  wish: { person: string; kind: WishRow['kind'] },
): Promise<KeptWish> {
  try {
    await saveWish(tx, actor, wish);
    return { ok: true };
  } catch (error) {
    const { code } = error as { code?: string };
    // Not of this organisation, or oneself.
    if (code === '23503' || code === '23514') return { ok: false, reason: 'no-such-person' };
    throw error;
  }
}

export async function dropWish(tx: Tx, actor: Actor, person: string): Promise<void> {
  await deleteWish(tx, actor, person);
}
