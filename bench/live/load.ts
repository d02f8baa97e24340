import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { openPosts, openStream } from './connection.ts';

/** What the load needs to know of one room, whichever server answers. */
export interface LoadRoom {
  /** Path of the stream of one viewer, and headers that say who it is. */
  streams: { path: string; headers: Record<string, string> }[];
  post: { path: string; headers: Record<string, string> };
  /** Is given each message that a stream of the room brings; its bytes are good until this returns. */
  hear: (message: Buffer) => void;
  /** The next command of this room, chosen by what was heard last, and what a message must hold that shows it done. */
  next: () => { body: string; shows: (message: Buffer) => boolean };
}

export interface LoadResult {
  /** Milliseconds from sending a command to the arrival of what it did at each of the room's streams, sorted. */
  delays: Float64Array;
  sent: number;
  /** Commands that were refused or not answered, and messages that did not show what the room's last command did. */
  failed: number;
}

/** Streams that stay open from one number of rooms to the next. */
export interface Load {
  /**
   * Opens or closes streams until those of the first `count` rooms are open, then sends one command a second in each of
   * these rooms, spread over the second, for `seconds`. A room sends its next command only when all its streams have seen
   * the last one, so that each arrival belongs to one command.
   */
  run(count: number, seconds: number): Promise<LoadResult>;
  close(): void;
}

interface LiveRoom {
  room: LoadRoom;
  streams: { close(): void }[];
  /** Streams that have not seen the last command yet. */
  waiting: number;
  sentAt: number;
  shows: (message: Buffer) => boolean;
  seen: (sentAt: number, shown: boolean) => void;
}

export function openLoad(port: number, rooms: LoadRoom[]): Load {
  const posts = openPosts(port);
  const live = rooms.map(
    (room): LiveRoom => ({
      room,
      streams: [],
      waiting: 0,
      sentAt: 0,
      shows: () => true,
      seen: () => undefined,
    }),
  );

  return {
    async run(count, seconds) {
      for (const each of live.slice(count)) close(each);
      const those = live.slice(0, count);
      await severalAtOnce(those, (each) => open(port, each));
      await pause(1000);
      return sendFor(seconds, those, posts);
    },
    close() {
      for (const each of live) close(each);
      posts.close();
    },
  };
}

async function open(port: number, each: LiveRoom): Promise<void> {
  if (each.streams.length > 0) return;
  for (const stream of each.room.streams) {
    const onMessage = (message: Buffer) => {
      each.room.hear(message);
      if (each.waiting <= 0) return;
      each.waiting -= 1;
      each.seen(each.sentAt, each.shows(message));
    };
    each.streams.push(await openStream({ port, ...stream }, onMessage));
  }
}

function close(each: LiveRoom): void {
  for (const stream of each.streams.splice(0)) stream.close();
}

async function sendFor(
  seconds: number,
  those: LiveRoom[],
  posts: ReturnType<typeof openPosts>,
): Promise<LoadResult> {
  const delays: number[] = [];
  let sent = 0;
  let failed = 0;
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    those.map(async (each, index) => {
      each.waiting = 0;
      each.seen = (sentAt, shown) => {
        if (!shown) failed += 1;
        delays.push(performance.now() - sentAt);
      };
      await pause((index / those.length) * 1000);
      while (performance.now() < end) {
        const next = performance.now() + 1000;
        if (each.waiting > 0) {
          // Not yet seen by all after a second: it counts as that late, and again each second until it is.
          delays.push(performance.now() - each.sentAt);
        } else {
          const { body, shows } = each.room.next();
          each.shows = shows;
          each.waiting = each.room.streams.length;
          each.sentAt = performance.now();
          sent += 1;
          posts.send({ ...each.room.post, body }).catch(() => {
            failed += 1;
          });
        }
        await pause(Math.max(0, next - performance.now()));
      }
    }),
  );
  await settle(those);
  return { delays: Float64Array.from(delays).sort(), sent, failed };
}

/** Until every room has seen its last command, so that the next run begins with rooms at rest; five seconds at most. */
async function settle(those: LiveRoom[]): Promise<void> {
  const end = performance.now() + 5000;
  while (performance.now() < end && those.some(({ waiting }) => waiting > 0)) await pause(50);
}

/** Does the work on all, on a few at a time. */
export async function severalAtOnce<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const rest = all.values();
  const worker = async () => {
    for (const one of rest) await work(one);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

/** The body of the write door: pause and resume by turns, which change the view of everyone. */
export function pauseOrResume(type: 'pause' | 'resume'): string {
  return JSON.stringify({ commands: [{ id: randomUUID(), act: { type } }] });
}
