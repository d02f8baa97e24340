import type { Command } from '#core/session/command.ts';
import { beyondShare } from '#core/session/command-share.ts';
import { decide, readsWords } from '#core/session/decide.ts';
import type { Decision } from '#core/session/effect.ts';
import { evolve } from '#core/session/evolve.ts';
import { discardSettlesAt, expiresAt } from '#core/session/expiry.ts';
import { mayRead } from '#core/session/may-read.ts';
import { isRefusal, type Refusal } from '#core/session/refusal.ts';
import type { Room } from '#core/session/room.ts';
import { applyWordsChange as inMemory } from '#core/session/words-after.ts';
import type { App } from '#server/app.ts';
import type { Work } from '#server/database.ts';
import type { SessionMember } from '../access.ts';
import { addWords, forgetWords, type Hub, relearnContext, relearnWords } from '../live/hub.ts';
import { type CachedRoom, foldInto } from '../live/room-cache.ts';
import { appendEvents, hasReceipt, lockSession, readEvents } from '../store/log.ts';
import { applyWordsChange, readWords } from '../store/words.ts';
import { applyEffect } from './apply-effect.ts';
import { LateRefusal } from './late-refusal.ts';

export type Applied = { ok: true; seq: number } | ({ ok: false } & Refusal);

/** Acts whose answer hangs on facts outside the session's log, so those are read again first. */
const looksOutside = new Set<Command['act']['type']>([
  'join',
  'start',
  'commit',
  'carry-over',
  'close',
  'expire',
]);

/**
 * One command: decided against the session's locked row, committed with its words and effects in one transaction, and
 * only then shown to anyone. A command whose id was seen before is answered as applied and changes nothing.
 */
export function applyCommand(app: App, member: SessionMember, command: Command): Promise<Applied> {
  return app.hub.withRoom(member, async (cached) => {
    const { database } = app;
    const attempt: Work<Attempt> = (...transaction) =>
      decideAndAppend({ cached, member, command, hub: app.hub }, ...transaction);
    const once = () => (command.by ? database.asPerson(member, attempt) : database.asWorker(member, attempt));
    let done: Attempt;
    try {
      // A command that comes twice at the same moment waited for its own receipt; asked again, it sees it.
      done = await once().catch((error) => (isTaken(error) ? once() : Promise.reject(error)));
    } catch (error) {
      if (error instanceof LateRefusal) return { ok: false, refusal: error.reason };
      if (isTaken(error)) return { ok: false, refusal: 'id-taken' };
      // Whether it was committed is not known here: words are read again before they are counted on.
      cached.readAs.clear();
      cached.sent.clear();
      throw error;
    }
    if (done.decision) {
      cached.sent.set(command.by, (cached.sent.get(command.by) ?? 0) + 1);
      await learn(app, cached, { ...done, decision: done.decision });
    }
    return done.applied;
  });
}

interface Attempt {
  applied: Applied;
  now: number;
  decision?: Decision;
}

interface Asked {
  cached: CachedRoom;
  member: SessionMember;
  command: Command;
  hub: Hub;
}

async function decideAndAppend(
  { cached, member, command, hub }: Asked,
  ...[tx, client, send]: Parameters<Work<Attempt>>
): Promise<Attempt> {
  const known = cached.sent.get(command.by);
  const asked = { commandId: command.id, count: known === undefined && command.by !== '' };
  const locked = await lockSession(client, member, asked);
  if (!locked) return { applied: { ok: false, refusal: 'session-discarded' }, now: 0 };
  const { now } = locked;
  cached.clockAhead = now - Date.now();
  if (locked.applied) return { applied: { ok: true, seq: locked.seq }, now };
  const sent = known ?? locked.sent ?? 0;
  cached.sent.set(command.by, sent);
  const beyond = beyondShare(command.act.type, sent);
  if (beyond) return { applied: { ok: false, ...beyond }, now };
  if (locked.seq > cached.seq) {
    foldInto(cached, await readEvents(client, member, cached.seq));
    cached.readAs.clear();
  }
  if (looksOutside.has(command.act.type) || cached.readByGuest)
    await relearnContext(cached, member, { tx, client });
  if (readsWords(command.act) && !cached.readAs.has(command.by)) {
    addWords(cached, await readWords(client, member));
    cached.readAs.add(command.by);
  }
  const words = cached.words.filter((row) => mayRead(row, command.by));
  const decision = decide(cached.room, command, { now, context: cached.context, words });
  if (isRefusal(decision)) {
    // What refuses it may be itself, applied by another node while this one waited for the lock.
    if (await hasReceipt(client, member, command.id)) return { applied: { ok: true, seq: locked.seq }, now };
    return { applied: { ok: false, ...decision }, now };
  }
  // What only its author may notice has no number: their tabs on other nodes read again.
  const upTo = decision.events.length > 0 ? cached.seq + decision.events.length : '';
  // The facts first: the database opens a seal, narrows or empties only what the log says.
  send(
    appendEvents(member, {
      commandId: command.id,
      after: cached.seq,
      now,
      events: decision.events,
      ...summary(decision.events.reduce(evolve, cached.room)),
      notice: hub.alone ? null : `${hub.node} ${cached.key} ${upTo}`,
    }),
  );
  for (const change of decision.words) {
    if (!(await applyWordsChange(client, member, change, now))) {
      throw new LateRefusal(change.type === 'put' ? 'id-taken' : 'no-such-words');
    }
  }
  for (const effect of decision.effects) await applyEffect(tx, member, effect, cached.context);
  return { applied: { ok: true, seq: cached.seq + decision.events.length }, now, decision };
}

/** This id has a receipt; somebody else's is theirs to see, so that it shows only when ours is written. */
function isTaken(error: unknown): boolean {
  return (error as { constraint?: string }).constraint === 'session_command_pkey';
}

/** What the session's row must say, so that lists and the expiry job need not fold the log. */
function summary(room: Room) {
  const started = room.status !== 'none' && 'startedAt' in room ? room.startedAt : null;
  const ended = room.status === 'closed' || room.status === 'expired' ? (room.endedAt ?? null) : null;
  const discard = room.status === 'closed' || room.status === 'expired' ? room.discard : undefined;
  const status = room.status === 'lobby' || room.status === 'none' ? 'open' : room.status;
  return {
    status,
    expiresAt: rowExpiresAt(room),
    startedAt: started,
    endedAt: ended,
    discardSettlesAt: discard ? discardSettlesAt(discard.proposedAt) : null,
  };
}

/**
 * A little later than the room says, in steps of five minutes: an indexed column that changes with every command would cost
 * a new entry in each of the row's indexes.
 */
function rowExpiresAt(room: Room): number | null {
  const exact = expiresAt(room);
  return exact === undefined ? null : Math.ceil(exact / step) * step;
}

const step = 5 * 60_000;

/** After the commit: this node's memory follows, and every viewer here sees what changed for them. */
async function learn(
  app: App,
  cached: CachedRoom,
  { decision, now }: { decision: Decision; now: number },
): Promise<void> {
  foldInto(cached, decision.events);
  if (cached.room.status === 'discarded') {
    forgetWords(cached);
    app.hub.fanOut(cached);
    return;
  }
  for (const change of decision.words) cached.words = inMemory(cached.words, change, now);
  // Opened or narrowed rows may include some that this node never read, and who enters may read what they could not.
  const reachesFurther =
    decision.words.some(({ type }) => type === 'release' || type === 'narrow' || type === 'keep') ||
    decision.events.some(({ fact }) => fact.type === 'joined');
  if (reachesFurther || [...cached.viewers].some(({ member }) => !cached.readAs.has(member.personId))) {
    await relearnWords(app.database, cached);
  }
  const viewer = [...cached.viewers].find(({ member }) => !member.guest);
  if (viewer && decision.effects.length > 0) {
    await app.database.asPerson(viewer.member, (tx, client) =>
      relearnContext(cached, viewer.member, { tx, client }),
    );
  }
  app.hub.fanOut(cached);
}
