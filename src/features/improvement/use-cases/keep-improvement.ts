import type { Improvement } from '#core/improvement/improvement.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { deleteImprovement, saveImprovement } from '../store.ts';

export type Kept = { ok: true } | { ok: false; reason: 'circle-closed' };

/** Writes one's own row, in place of what it said before. */
export async function keepImprovement(tx: Tx, member: CircleMember, told: Improvement): Promise<Kept> {
  if (member.closed) return { ok: false, reason: 'circle-closed' };
  await saveImprovement(tx, member, told);
  return { ok: true };
}

/** Takes one's own row off the plan. */
export async function dropImprovement(tx: Tx, member: CircleMember): Promise<Kept> {
  await deleteImprovement(tx, member);
  return { ok: true };
}
