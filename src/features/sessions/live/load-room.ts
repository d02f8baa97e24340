import type { Transaction } from 'kysely';
import type { PoolClient } from 'pg';
import { foldEvents } from '#core/session/evolve.ts';
import { allAnswered } from '#server/all-answered.ts';
import type { DB } from '#server/schema.generated.ts';
import type { SessionMember } from '../access.ts';
import { readContext } from '../store/context.ts';
import { readEvents } from '../store/log.ts';
import { readWords } from '../store/words.ts';
import { type CachedRoom, roomKey } from './room-cache.ts';

/**
 * Reads a session from nothing, as this member: what row-level security hides from them is not in it. A job acts for
 * nobody and needs nobody's words, so none are read for it.
 */
export async function loadRoom(
  tx: Transaction<DB>,
  client: PoolClient,
  member: SessionMember,
): Promise<CachedRoom> {
  // Sent together: none waits for the answer to another.
  const [context, events, words] = await allAnswered([
    readContext(tx, client, member),
    readEvents(client, member, 0),
    member.personId ? readWords(client, member) : [],
  ]);
  return {
    key: roomKey(member),
    room: foldEvents(events),
    seq: events.length,
    context,
    readByGuest: member.guest === true,
    words,
    readAs: new Set(member.personId ? [member.personId] : []),
    sent: new Map(),
    clockAhead: 0,
    viewers: new Set(),
    queue: Promise.resolve(),
  };
}
