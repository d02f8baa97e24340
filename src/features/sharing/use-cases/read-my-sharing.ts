import type { Audience, ItemKind } from '#core/sharing/audience.ts';
import type { Actor, Tx } from '#server/database.ts';
import { listReads } from '../store/reads.ts';
import { endShare, listOpenShares } from '../store/shares.ts';
import { findReach, namesReached, type Readership } from './read-dial.ts';

/** Something that I share now. */
export interface MyShare {
  id: string;
  kind: ItemKind;
  itemId: string;
  audience: Audience;
  since: Date;
  /** Names of those who can read it now. */
  readers: string[];
  circle?: string;
  circleId: string | null;
  readBy: Readership;
}

/** All that I share now, newest first, with whom, and who has read it. */
export async function readMySharing(tx: Tx, actor: Actor): Promise<MyShare[]> {
  const open = await listOpenShares(tx, actor);
  if (open.length === 0) return [];
  const reach = await findReach(tx, actor);
  const reads = await listReads(tx, actor);
  return open.map((share) => {
    const circle = reach.circles.find(({ id }) => id === share.circleId)?.name;
    return {
      id: share.id,
      kind: share.kind,
      itemId: share.itemId,
      audience: share.audience,
      since: share.since,
      circleId: share.circleId,
      readers: namesReached(share, reach),
      ...(circle !== undefined && { circle }),
      readBy: reads.filter(({ kind, itemId }) => kind === share.kind && itemId === share.itemId),
    };
  });
}

/** Takes one of my shares back, whatever it is of. Another's, or one that has ended, stays as it is. */
export async function withdrawShare(tx: Tx, actor: Actor, id: string): Promise<void> {
  await endShare(tx, actor, id);
}
