import type { Draft, RoomView } from '#core/session/view.ts';
import { viewFor } from '#core/session/view-for.ts';
import type { SessionMember } from '../access.ts';
import type { CachedRoom } from './room-cache.ts';

export interface Shown {
  view: RoomView;
  /** Milliseconds; the database's clock as this node last heard it. */
  serverNow: number;
}

/** What one member sees of a room now. Drafts are theirs alone and come with a page, not with a stream. */
export function showRoom(cached: CachedRoom, member: SessionMember, drafts: Draft[] = []): Shown {
  const serverNow = Date.now() + cached.clockAhead;
  const view = viewFor({
    room: cached.room,
    context: cached.context,
    viewer: member.personId,
    ...(member.via ? { via: member.via } : {}),
    words: cached.words,
    drafts,
    now: serverNow,
  });
  return { view, serverNow };
}
