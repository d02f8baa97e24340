import type { PoolClient } from 'pg';
import { allAnswered } from '#server/all-answered.ts';
import type { App } from '#server/app.ts';
import type { Actor, Tx } from '#server/database.ts';
import { findSessionMember, type SessionMember } from '../access.ts';
import { readDrafts } from '../store/drafts.ts';
import { loadRoom } from './load-room.ts';
import { type Shown, showRoom } from './show-room.ts';

export interface RoomRead extends Shown {
  member: SessionMember;
  /** Planned only: nobody has opened it. */
  notOpened: boolean;
}

/**
 * The room as one member sees it now, with what they typed and did not send; read from nothing under their own row-level
 * security. `holder`: the member who holds the actor's device. Undefined: not theirs to see.
 */
export async function readRoom(
  { database }: App,
  actor: Actor,
  { sessionId, holder }: { sessionId: string; holder?: string | null },
): Promise<RoomRead | undefined> {
  const { member, own } = await database.asPerson(actor, async (tx, client) => {
    const member = await findSessionMember(tx, actor, sessionId, holder);
    return { member, own: member && !member.via ? await readAs(tx, client, member) : undefined };
  });
  if (!member || own) return own;
  // Through another's device it is the holder who reads, in a transaction of their own.
  return database.asPerson(member, (tx, client) => readAs(tx, client, member));
}

async function readAs(tx: Tx, client: PoolClient, member: SessionMember): Promise<RoomRead> {
  const [loaded, drafts] = await allAnswered([loadRoom(tx, client, member), readDrafts(client, member)]);
  const shown = showRoom(loaded, member, drafts);
  return { ...shown, member, notOpened: loaded.room.status === 'none' };
}
