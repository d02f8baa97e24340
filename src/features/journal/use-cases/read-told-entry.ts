import { type EntryText, openingOf } from '#core/journal/entry.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { findReachingIn, listReachingIn, type Reaching } from '#features/sharing/use-cases/list-reaching.ts';
import type { Actor, Tx } from '#server/database.ts';
import { findToldEntry, listOwnOpenings } from '../store/entries.ts';

/** An entry that somebody shares with me. */
export interface ToldEntry {
  id: string;
  ownerId: string;
  owner: string;
  /** To me alone, or to the circle. */
  toMe: boolean;
  since: Date;
  day: string;
  body: EntryText;
  version: number;
}

/** Entries that others share with this circle, or with me alone out of it, without their words; newest first. */
export async function listToldEntries(
  tx: Tx,
  member: CircleMember,
): Promise<Pick<ToldEntry, 'id' | 'owner' | 'toMe' | 'since'>[]> {
  const reaching = await listReachingIn(tx, member, 'journal_entry');
  return reaching.map((share) => ({ id: share.id, ...said(share) }));
}

/** One of them, by its share, with its words; undefined where it was withdrawn, never was, or does not reach me. */
export async function readToldEntry(
  tx: Tx,
  member: CircleMember,
  share: string,
): Promise<(ToldEntry & { itemId: string }) | undefined> {
  const reaching = await findReachingIn(tx, member, { kind: 'journal_entry', share });
  if (!reaching) return undefined;
  const entry = await findToldEntry(tx, member, { id: reaching.itemId, ownerId: reaching.ownerId });
  if (!entry) return undefined;
  const { day, body, version } = entry;
  return {
    id: share,
    itemId: reaching.itemId,
    ownerId: reaching.ownerId,
    ...said(reaching),
    day,
    body,
    version,
  };
}

/** What my entries begin with, by their ids. */
export async function openingsOf(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
): Promise<Map<string, { day: string; opening: string; version: number }>> {
  const rows = await listOwnOpenings(tx, actor, ids);
  return new Map(rows.map(({ id, day, body, version }) => [id, { day, opening: openingOf(body), version }]));
}

function said({ owner, partnerId, since }: Reaching) {
  return { owner, toMe: partnerId !== null, since };
}
