import { type Audience, audiencesFor } from '#core/sharing/audience.ts';
import { alphabetically } from '#core/text/alphabetically.ts';
import { circlesOf } from '#features/circles/use-cases/list-members.ts';
import { getLocale } from '#messages/runtime.js';
import type { Actor, Tx } from '#server/database.ts';
import { listReads, type ReadRow } from '../store/reads.ts';
import { findOpenShare, type Item, type ShareRow } from '../store/shares.ts';

/** With whom anything can be shared: those who sit in a circle with me, and circles of mine; in a closed one only what was. */
export interface Reach {
  partners: { id: string; name: string }[];
  circles: {
    id: string;
    name: string;
    closed: boolean;
    others: { id: string; name: string; joinedAt: Date }[];
  }[];
}

/** Who has read something of mine, by version; newest first. */
export type Readership = Pick<ReadRow, 'readerId' | 'reader' | 'version' | 'readAt'>[];

export interface Dial {
  item: Item;
  audience: Audience;
  /** Narrowest first. */
  allowed: readonly Audience[];
  /** Undefined while it is mine alone. */
  share?: Pick<ShareRow, 'id' | 'circleId' | 'partnerId' | 'since'>;
  /** Names of those who can read it now, besides me. */
  readers: string[];
  /** The circle that it is shared with. */
  circle?: string;
  readBy: Readership;
  reach: Reach;
}

/** How the dial of something that is mine stands, who can read it now, who has, and how far it could go. */
export async function readDial(tx: Tx, actor: Actor, item: Item): Promise<Dial> {
  const reach = await findReach(tx, actor);
  const open = await findOpenShare(tx, actor, item);
  const readBy = await listReads(tx, actor, item);
  const dial: Dial = {
    item,
    audience: open?.audience ?? 'me',
    allowed: audiencesFor(item.kind),
    readers: open ? namesReached(open, reach) : [],
    readBy,
    reach,
  };
  if (!open) return dial;
  const { id, circleId, partnerId, since } = open;
  const circle = reach.circles.find(({ id }) => id === circleId)?.name;
  return { ...dial, share: { id, circleId, partnerId, since }, ...(circle !== undefined && { circle }) };
}

export async function findReach(tx: Tx, actor: Actor): Promise<Reach> {
  const mine = await circlesOf(tx, actor);
  const others = mine.flatMap(({ members }) => members.filter(({ id }) => id !== actor.personId));
  const partners = new Map(others.map(({ id, name }) => [id, { id, name }]));
  return {
    partners: [...partners.values()].sort(alphabetically(getLocale(), ({ name }) => name)),
    circles: mine
      .filter(({ members }) => members.length > 1)
      .map(({ id, name, closed, members }) => ({
        id,
        name,
        closed,
        others: members
          .filter((member) => member.id !== actor.personId)
          .map(({ id, name, joinedAt }) => ({ id, name, joinedAt })),
      })),
  };
}

/** Who a share of mine reaches: of a circle, those who were there when it began. */
export function namesReached(
  { partnerId, circleId, since }: Pick<ShareRow, 'partnerId' | 'circleId' | 'since'>,
  { partners, circles }: Reach,
): string[] {
  if (partnerId) return partners.filter(({ id }) => id === partnerId).map(({ name }) => name);
  const others = circles.find(({ id }) => id === circleId)?.others ?? [];
  return others.filter(({ joinedAt }) => joinedAt <= since).map(({ name }) => name);
}
