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

interface Wanted<Beside> {
  sessionId: string;
  /** The member who holds the actor's device. */
  holder?: string | null;
  /** False: what they typed and did not send is shown nowhere, and not asked for. */
  drafts?: boolean;
  /** What else the page shows, read by the actor in the same transaction; asked for at once, without waiting in between. */
  beside?: (tx: Tx, member: SessionMember) => Promise<Beside>;
}

/**
 * The room as one member sees it now, with what they typed and did not send; read from nothing under their own row-level
 * security. Undefined: not theirs to see.
 */
export async function readRoom<Beside = undefined>(
  { database }: App,
  actor: Actor,
  { sessionId, holder, drafts = true, beside }: Wanted<Beside>,
): Promise<(RoomRead & { beside: Beside }) | undefined> {
  const found = await database.asPerson(actor, async (tx, client, _send, last) => {
    const member = await findSessionMember(tx, actor, sessionId, holder);
    if (!member) return undefined;
    const asked = allAnswered([
      member.via ? undefined : readAs(tx, client, { member, drafts }),
      beside?.(tx, member),
    ]);
    last();
    const [own, besides] = await asked;
    return { member, own, beside: besides as Beside };
  });
  if (!found) return undefined;
  const { member } = found;
  // Through another's device it is the holder who reads, in a transaction of their own.
  const read =
    found.own ??
    (await database.asPerson(member, (tx, client, _send, last) => {
      const asked = readAs(tx, client, { member, drafts });
      last();
      return asked;
    }));
  return { ...read, beside: found.beside };
}

async function readAs(
  tx: Tx,
  client: PoolClient,
  { member, drafts }: { member: SessionMember; drafts: boolean },
): Promise<RoomRead> {
  const [loaded, typed] = await allAnswered([
    loadRoom(tx, client, member),
    drafts ? readDrafts(client, member) : undefined,
  ]);
  const shown = showRoom(loaded, member, typed);
  return { ...shown, member, notOpened: loaded.room.status === 'none' };
}
