import { hash, randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Words } from '#core/session/words.ts';
import type { Actor, Database, Tx, Work } from '#server/database.ts';
import { findSessionMember, type SessionMember } from '../access.ts';
import { readContext } from '../store/context.ts';
import { readEvents } from '../store/log.ts';
import { readWords } from '../store/words.ts';
import { loadRoom } from './load-room.ts';
import { type CachedRoom, foldInto, inTurn, roomKey, type Viewer } from './room-cache.ts';
import { showRoom } from './show-room.ts';

declare module '#server/app.ts' {
  interface App {
    hub: Hub;
  }
}

/** Fans a session's changes out to the streams that are open on this node. State lives in the database; this is a cache. */
export interface Hub {
  /** Names this node in notices, so that it does not answer its own. */
  readonly node: string;
  /** True while no other node listens to this database, so that nobody need be told; the comparison each second finds out. */
  alone: boolean;
  /** Opens a stream: sends the viewer's current view at once, then every change of it. */
  subscribe(viewer: Omit<Viewer, 'version' | 'shown'>): Promise<() => void>;
  /** Runs work on a room, loaded if need be; the room stays cached while somebody watches it. */
  withRoom<T>(member: SessionMember, work: (cached: CachedRoom) => Promise<T>): Promise<T>;
  /** Sends each viewer of a room their view where it changed. */
  fanOut(cached: CachedRoom): void;
  /**
   * Reads again what the log and the words say, as each viewer; for news from other nodes. `upTo`: not needed when that
   * event is known here already.
   */
  refresh(key: string, upTo?: number): Promise<void>;
  /** A proof that is renewed each second while its stream is open, so that a command need not ask for another. */
  memberOf(sessionId: string, actor: Actor): SessionMember | undefined;
  rooms(): IterableIterator<CachedRoom>;
  /** Ends the streams that `stays` no longer allows. */
  recheck(stays: (viewer: Viewer) => boolean): void;
  size(): { rooms: number; streams: number };
}

export function createHub(database: Database): Hub {
  const rooms = new Map<string, CachedRoom>();
  const loading = new Map<string, Promise<CachedRoom>>();

  async function find(member: SessionMember): Promise<CachedRoom> {
    const key = roomKey(member);
    const known = rooms.get(key);
    if (known) return known;
    const load: Work<CachedRoom> = (tx, client) => loadRoom(tx, client, member);
    const pending =
      loading.get(key) ??
      (member.personId ? database.asPerson(member, load) : database.asWorker(member, load)).finally(() =>
        loading.delete(key),
      );
    loading.set(key, pending);
    const loaded = await pending;
    // Two callers may have waited for the same load; the first to get here keeps its room.
    const raced = rooms.get(key);
    if (raced) return raced;
    rooms.set(key, loaded);
    return loaded;
  }

  function forgetIfUnwatched(cached: CachedRoom): void {
    if (cached.viewers.size === 0 && rooms.get(cached.key) === cached) rooms.delete(cached.key);
  }

  async function subscribe(wanted: Omit<Viewer, 'version' | 'shown'>): Promise<() => void> {
    const cached = await find(wanted.member);
    const viewer: Viewer = { ...wanted, version: 0, shown: '' };
    await inTurn(cached, async () => {
      await learnPerson(database, cached, viewer.member);
      await learnWords(database, cached, viewer.member);
      makeRoom(cached, viewer);
      cached.viewers.add(viewer);
      show(cached, viewer);
    });
    rooms.set(cached.key, cached);
    return () => {
      cached.viewers.delete(viewer);
      forgetIfUnwatched(cached);
    };
  }

  async function withRoom<T>(member: SessionMember, work: (cached: CachedRoom) => Promise<T>): Promise<T> {
    const cached = await find(member);
    try {
      return await inTurn(cached, () => work(cached));
    } finally {
      forgetIfUnwatched(cached);
    }
  }

  async function refresh(key: string, upTo = Number.POSITIVE_INFINITY): Promise<void> {
    const cached = rooms.get(key);
    if (!cached) return;
    await inTurn(cached, async () => {
      // A guest sees less than the others, and may be gone while they are not.
      const members = [...cached.viewers].filter(({ member }) => !member.guest);
      const [first] = members.length > 0 ? members : cached.viewers;
      if (!first || cached.seq >= upTo) return;
      const there = await database.asPerson(first.member, async (tx, client) => {
        // A discard left neither members nor a log: nothing can be read again but that.
        if (!(await findSessionMember(tx, first.member, first.member.sessionId))) return false;
        await relearnContext(cached, first.member, { tx, client });
        foldInto(cached, await readEvents(client, first.member, cached.seq));
        return true;
      });
      if (there) await relearnWords(database, cached);
      else if (first.member.guest) return endGuests(cached);
      else emptied(cached);
      fanOut(cached);
    });
  }

  function fanOut(cached: CachedRoom): void {
    for (const viewer of cached.viewers) show(cached, viewer);
    if (isOver(cached)) endGuests(cached);
  }

  return {
    node: randomUUID(),
    alone: false,
    subscribe,
    withRoom,
    fanOut,
    refresh,
    memberOf(sessionId, actor) {
      const cached = rooms.get(roomKey({ organisationId: actor.organisationId, sessionId }));
      for (const { member } of cached?.viewers ?? []) {
        // A visit may be taken back at any moment, so a guest is proven anew each time.
        if (member.personId === actor.personId && !member.via && !member.guest) return member;
      }
      return undefined;
    },
    rooms: () => rooms.values(),
    recheck(stays) {
      for (const cached of rooms.values()) {
        for (const viewer of cached.viewers) if (!stays(viewer)) viewer.close();
      }
    },
    size: () => ({
      rooms: rooms.size,
      streams: [...rooms.values()].reduce((sum, cached) => sum + cached.viewers.size, 0),
    }),
  };
}

/** Nothing of a discarded session stays in memory, nor is asked for again. */
export function forgetWords(cached: CachedRoom): void {
  cached.words = [];
  cached.readAs.clear();
}

/** Another node emptied the session, and its log with it, so the fact is told here. */
function emptied(cached: CachedRoom): void {
  cached.room = { status: 'discarded' };
  cached.seq = Number.MAX_SAFE_INTEGER;
  forgetWords(cached);
}

/** Forgets all words and reads them again as each person who watches: removed rows vanish, opened seals appear. */
export async function relearnWords(database: Database, cached: CachedRoom): Promise<void> {
  const people = new Map([...cached.viewers].map(({ member }) => [member.personId, member]));
  cached.words = [];
  cached.readAs.clear();
  for (const member of people.values()) await learnWords(database, cached, member);
}

/**
 * What stands outside the log, read again. A guest's reading knows neither cards nor turns: it adds them to who is known here,
 * and stands for the whole only while no member has read.
 */
export async function relearnContext(
  cached: CachedRoom,
  member: SessionMember,
  { tx, client }: { tx: Tx; client: PoolClient },
): Promise<void> {
  const context = await readContext(tx, client, member);
  if (!member.guest || cached.readByGuest) {
    cached.context = context;
    cached.readByGuest = member.guest === true;
    return;
  }
  const known = new Set(cached.context.members.map(({ id }) => id));
  const others = context.members.filter(({ id }) => !known.has(id));
  cached.context = { ...cached.context, members: [...cached.context.members, ...others] };
}

/** Before somebody is shown a room that others have read: a guest is added to it, and a member makes it whole. */
async function learnPerson(database: Database, cached: CachedRoom, member: SessionMember): Promise<void> {
  const known = cached.context.members.some(({ id }) => id === member.personId);
  if (member.guest ? known : !cached.readByGuest) return;
  await database.asPerson(member, (tx, client) => relearnContext(cached, member, { tx, client }));
}

function isOver({ room: { status } }: CachedRoom): boolean {
  return status === 'closed' || status === 'expired' || status === 'discarded';
}

/** With the session a visit ends; what a guest has seen last is that it is over. */
function endGuests(cached: CachedRoom): void {
  for (const viewer of [...cached.viewers]) if (viewer.member.guest) viewer.close();
}

/** Adds what this member may read to what is known here. */
async function learnWords(database: Database, cached: CachedRoom, member: SessionMember): Promise<void> {
  if (cached.readAs.has(member.personId)) return;
  addWords(cached, await database.asPerson(member, (_tx, client) => readWords(client, member)));
  cached.readAs.add(member.personId);
}

/** Rows in the order in which they were written, each once. */
export function addWords(cached: CachedRoom, rows: Words[]): void {
  const known = new Map(cached.words.map((row) => [row.id, row]));
  for (const row of rows) known.set(row.id, row);
  cached.words = [...known.values()].sort(
    (one, other) => one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1),
  );
}

/** Tabs of one person in one room; each costs this node work with every command. */
const mostStreams = 20;

/** Whoever opens ever more streams ends their own oldest. */
function makeRoom({ viewers }: CachedRoom, { member }: Viewer): void {
  const owner = (of: SessionMember) => of.via ?? of.personId;
  const theirs = [...viewers].filter((one) => owner(one.member) === owner(member));
  for (const oldest of theirs.slice(0, Math.max(0, theirs.length - mostStreams + 1))) oldest.close();
}

function show(cached: CachedRoom, viewer: Viewer): void {
  const { view, serverNow } = showRoom(cached, viewer.member);
  const text = JSON.stringify(view);
  const shown = hash('sha256', text, 'base64');
  if (shown === viewer.shown) return;
  viewer.shown = shown;
  viewer.version += 1;
  viewer.send({ version: viewer.version, serverNow, view: text });
}
