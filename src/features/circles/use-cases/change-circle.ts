import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { type CircleWords, updateCircle } from '../store/circle.ts';

/** Any member changes the name, purpose, focus or meeting link: nobody is above a circle. */
export async function changeCircle(
  tx: Tx,
  member: CircleMember,
  words: CircleWords,
): Promise<{ ok: true } | { ok: false; reason: 'circle-closed' }> {
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'circle-closed' };
  await updateCircle(tx, member, words);
  return { ok: true };
}
