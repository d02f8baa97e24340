import { concerns, everything } from '#core/changes/topic.ts';
import { followStream } from '#ui/stream/follow-stream.ts';
import type { Heard } from '#ui/stream/own-stream.ts';
import type { Interest } from './on-change.ts';

interface Message {
  told: { id: string; topic: string; ago: number }[];
}

/** What a page shows may have been read so long before it asked to hear of changes, in milliseconds. */
const slack = 3000;
/** Between two pages nobody asks for a moment; the connection is kept for so long. */
const linger = 2000;
const remembers = 120_000;

const interests = new Set<Interest>();
/** By id, so that what is told twice is looked at once. `at`: by this device's clock. */
const told = new Map<string, { topic: string; at: number }>();
const due = new Set<Interest>();
let working = false;
/** Until when nothing was missed: when the page was read, and then whenever something was heard. */
let completeUntil = 0;
let connected = false;
let stop: (() => void) | undefined;
let parting: ReturnType<typeof setTimeout> | undefined;

/** Tells this interest of changes until the returned function is called. The first one opens the stream, the last closes it. */
export function followChanges(interest: Interest): () => void {
  interests.add(interest);
  forgetSource();
  clearTimeout(parting);
  // Adding the same listener again changes nothing.
  addEventListener('online', workThrough);
  document.addEventListener('visibilitychange', lookWhenSeen);
  addEventListener('pageshow', lookWhenBack);
  if (!stop) completeUntil = Math.max(completeUntil, interest.since);
  stop ??= open();
  for (const { topic, at } of told.values()) offer(interest, topic, at);
  return () => {
    interests.delete(interest);
    due.delete(interest);
    clearTimeout(parting);
    if (interests.size > 0) return;
    removeEventListener('online', workThrough);
    document.removeEventListener('visibilitychange', lookWhenSeen);
    removeEventListener('pageshow', lookWhenBack);
    parting = setTimeout(close, linger);
  };
}

/** What a page came with stands once more in the script that began it, where nothing that is taken back would leave it. */
function forgetSource(): void {
  for (const script of document.querySelectorAll('script:not([src])')) script.remove();
}

function open(): () => void {
  const age = () => `?age=${Math.max(0, Math.round(Date.now() - completeUntil))}`;
  return followStream<Message>(
    { at: '/changes', query: age },
    {
      hear,
      connected: (yes) => {
        connected = yes;
      },
      ended: close,
      shutOut: close,
    },
  );
}

function close(): void {
  connected = false;
  stop?.();
  stop = undefined;
}

function hear({ told: news, heardAt }: Heard<Message>): void {
  connected = true;
  completeUntil = Math.max(completeUntil, heardAt);
  for (const { id, topic, ago } of news) {
    if (told.has(id)) continue;
    const at = heardAt - ago;
    told.set(id, { topic, at });
    for (const interest of interests) offer(interest, topic, at);
  }
  for (const [id, { at }] of told) if (heardAt - at > remembers) told.delete(id);
}

function offer(interest: Interest, topic: string, at: number): void {
  if (at < interest.since - slack || !concerns(topic, interest.topics)) return;
  due.add(interest);
  void workThrough();
}

/**
 * One after the other; what is told while a page looks again makes it look once more. Without a network it waits for one: a
 * page that looks again and reaches nobody gives way to an error, and with it what was there to read.
 */
async function workThrough(): Promise<void> {
  if (working || !navigator.onLine) return;
  working = true;
  // What one message tells is looked at together.
  await Promise.resolve();
  for (const interest of due) {
    due.delete(interest);
    try {
      await interest.work();
    } catch {
      // The page says by itself what it could not read.
    }
  }
  working = false;
}

/** Without a stream somebody who comes back to the page sees it as it is then. */
async function lookWhenSeen(): Promise<void> {
  if (document.visibilityState !== 'visible' || connected) return;
  if (await isReachable()) lookAtAll();
}

async function isReachable(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

/** A page that the browser had put away whole was not told anything meanwhile. */
function lookWhenBack({ persisted }: PageTransitionEvent): void {
  if (persisted) lookAtAll();
}

function lookAtAll(): void {
  for (const interest of interests) offer(interest, everything, Date.now());
}
