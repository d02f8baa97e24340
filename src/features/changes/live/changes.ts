import { randomUUID } from 'node:crypto';
import { everything, isTopic } from '#core/changes/topic.ts';
import type { Actor } from '#server/database.ts';

declare module '#server/app.ts' {
  interface App {
    changes: Changes;
  }
}

/** One stream that is open on this node. */
export interface ChangesListener extends Actor {
  signInId: string;
  /** Milliseconds since what the page shows was read; what was told since then is told again. */
  age: number;
  hear(told: Told[]): void;
  close(): void;
}

/** That something changed: which kind of thing, never what. */
export interface Told {
  /** The same change has the same id wherever this node says it. */
  id: string;
  topic: string;
  /** Milliseconds since this node heard of it. */
  ago: number;
}

/** Passes on to people's open pages that something changed which they may know of. What they may see, they read again. */
export interface Changes {
  /** Opens a stream: what was told lately comes at once, everything when this node cannot know what that was. */
  subscribe(listener: ChangesListener): () => void;
  /** What was told to somebody lately, for a stream's pulse. */
  lately(person: Actor): Told[];
  /** A notice of the database, as `tellPeople` sends it. */
  hear(notice: string): void;
  /** Notices may have been lost until now, so whoever listens looks at everything again; `organisationId`: of that one. */
  mayHaveMissed(organisationId?: string): void;
  listeners(): Iterable<ChangesListener>;
}

/** How long this node remembers what it told, in milliseconds: as long as a page may take between being read and listening. */
const remembers = 60_000;
/** What a page showed may be older than it says: its answer was on the way. */
const slack = 2000;
/** Tabs that cannot share one stream; whoever opens ever more ends their own oldest. */
const mostStreams = 20;

interface Memory {
  id: string;
  at: number;
}

export function createChanges(now: () => number = () => Date.now()): Changes {
  const streams = new Map<string, Set<ChangesListener>>();
  const told = new Map<string, Map<string, Memory>>();
  const node = randomUUID().slice(0, 8);
  let count = 0;
  let swept = now();
  /** Since when no notice can have been lost; never, before the first connection. */
  let completeSince = Number.POSITIVE_INFINITY;

  function remember(key: string, topic: string): void {
    const topics = told.get(key) ?? new Map<string, Memory>();
    topics.set(topic, { id: nextId(), at: now() });
    told.set(key, topics);
  }

  function nextId(): string {
    count += 1;
    return `${node}-${count}`;
  }

  function lately(person: Actor): Told[] {
    const at = now();
    return [...(told.get(keyOf(person)) ?? [])]
      .filter(([, memory]) => at - memory.at <= remembers)
      .map(([topic, memory]) => ({ id: memory.id, topic, ago: at - memory.at }));
  }

  /** What nobody can ask for any more is forgotten, at most once in the time that it is remembered. */
  function sweep(): void {
    const at = now();
    if (at - swept < remembers) return;
    swept = at;
    for (const [key, topics] of told) {
      for (const [topic, memory] of topics) if (at - memory.at > remembers) topics.delete(topic);
      if (topics.size === 0) told.delete(key);
    }
  }

  function tell(key: string, topic: string): void {
    remember(key, topic);
    for (const listener of streams.get(key) ?? []) listener.hear(lately(listener));
  }

  return {
    subscribe(listener) {
      const key = keyOf(listener);
      const own = streams.get(key) ?? new Set();
      for (const oldest of [...own].slice(0, Math.max(0, own.size - mostStreams + 1))) oldest.close();
      own.add(listener);
      streams.set(key, own);
      const since = now() - listener.age - slack;
      const unsure = since < completeSince || listener.age > remembers - slack;
      listener.hear([...lately(listener), ...(unsure ? [{ id: nextId(), topic: everything, ago: 0 }] : [])]);
      return () => {
        own.delete(listener);
        if (own.size === 0 && streams.get(key) === own) streams.delete(key);
      };
    },
    lately,
    hear(notice) {
      sweep();
      const [organisationId = '', topic = '', people = ''] = notice.split(' ');
      if (!isTopic(topic)) return;
      for (const personId of people.split(',')) tell(keyOf({ organisationId, personId }), topic);
    },
    mayHaveMissed(organisationId) {
      if (!organisationId) completeSince = now();
      for (const key of streams.keys()) {
        if (!organisationId || key.startsWith(`${organisationId}:`)) tell(key, everything);
      }
    },
    *listeners() {
      for (const own of streams.values()) yield* own;
    },
  };
}

function keyOf({ organisationId, personId }: Actor): string {
  return `${organisationId}:${personId}`;
}
