import type { SessionEvent } from '#core/session/event.ts';
import { evolve } from '#core/session/evolve.ts';
import type { Room, RoomContext } from '#core/session/room.ts';
import type { Words } from '#core/session/words.ts';
import type { SessionMember } from '../access.ts';

/**
 * One session as this node knows it. Events are everyone's facts; words are the union of what the viewers here were
 * allowed to read, so `viewFor` filters them again for each viewer, and nobody's text is here that no viewer here may see.
 */
export interface CachedRoom {
  key: string;
  room: Room;
  seq: number;
  context: RoomContext;
  /** It was read by a guest, to whom the circle's cards and turns are closed: the first member who comes reads it anew. */
  readByGuest: boolean;
  words: Words[];
  /** People whose readable words are in `words`, all of them. Emptied when this node can no longer be sure. */
  readAs: Set<string>;
  /** Commands of each person that were taken up in this session; of those who sent none through this node nothing is known. */
  sent: Map<string, number>;
  /** Milliseconds by which the database's clock is ahead of this node's. */
  clockAhead: number;
  viewers: Set<Viewer>;
  /** Commands and re-reads of one session run one after the other on a node. */
  queue: Promise<unknown>;
}

/** One open stream. */
export interface Viewer {
  member: SessionMember;
  signInId: string;
  /** Version of what this viewer sees; grows only when it changes, so that it tells nothing about others. */
  version: number;
  /**
   * A digest of the view as it was last sent, without its clock. The views themselves, kept from one command to the next,
   * were most of what the garbage collector had to move, and what made everyone wait for it.
   */
  shown: string;
  send(message: ViewMessage): void;
  close(): void;
}

export interface ViewMessage {
  version: number;
  serverNow: number;
  /** As JSON: it was compared as text already. */
  view: string;
}

export function roomKey({
  organisationId,
  sessionId,
}: {
  organisationId: string;
  sessionId: string;
}): string {
  return `${organisationId}:${sessionId}`;
}

/** Folds new events into what is known. */
export function foldInto(cached: CachedRoom, events: SessionEvent[]): void {
  for (const event of events) cached.room = evolve(cached.room, event);
  cached.seq += events.length;
}

/** Runs work on a room after whatever runs on it already; one failing piece of work never stops the next. */
export function inTurn<T>(cached: CachedRoom, work: () => Promise<T>): Promise<T> {
  const result = cached.queue.then(work, work);
  cached.queue = result.catch(() => undefined);
  return result;
}
