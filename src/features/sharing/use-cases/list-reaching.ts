import type { ItemKind } from '#core/sharing/audience.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { listReaching, type ReachingRow } from '../store/shares.ts';

export type Reaching = ReachingRow;

/** What others share of a kind with this circle, or with me alone out of it; newest first. */
export async function listReachingIn(tx: Tx, member: CircleMember, kind: ItemKind): Promise<Reaching[]> {
  return listReaching(tx, member, { kind, from: member });
}

/** One of them; undefined where it was withdrawn, never was, or does not reach me. */
export async function findReachingIn(
  tx: Tx,
  member: CircleMember,
  { kind, share }: { kind: ItemKind; share: string },
): Promise<Reaching | undefined> {
  return (await listReaching(tx, member, { kind, from: member, share }))[0];
}
