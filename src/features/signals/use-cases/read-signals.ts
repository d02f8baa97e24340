import { localDay } from '#core/circles/local-day.ts';
import { type Signal, shownWeeks, signalsOver } from '#core/signals/signal.ts';
import { lastMondays, mondayOf } from '#core/time/monday-of.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { findReachingIn, listReachingIn, type Reaching } from '#features/sharing/use-cases/list-reaching.ts';
import type { Item } from '#features/sharing/use-cases/set-dial.ts';
import type { Actor, Tx } from '#server/database.ts';
import { findZone, listWeekCounts } from '../store.ts';

/** The last weeks of somebody's practice. */
export interface Signals {
  signals: Signal[];
  /** Grows with each week, so that it can be said which one somebody read. */
  version: number;
}

/** How often I practised lately, in my own weeks. */
export async function readMySignals(
  tx: Tx,
  actor: Actor & { timeZone: string },
  now: Date,
): Promise<Signals> {
  return readSignals(tx, actor.personId, { now, timeZone: actor.timeZone });
}

/** Signals are counted afresh each time, so what has a dial is the person whose they are. */
export function signalsItem({ personId }: Actor): Item {
  return { kind: 'signal', id: personId };
}

/** Signals that somebody shares with me. */
export interface ToldSignals extends Signals {
  ownerId: string;
  owner: string;
  /** To me alone, or to the circle. */
  toMe: boolean;
  since: Date;
}

/** Who shares their signals with this circle, or with me alone out of it; newest first. */
export async function listToldSignals(
  tx: Tx,
  member: CircleMember,
): Promise<(Pick<ToldSignals, 'owner' | 'toMe' | 'since'> & { id: string })[]> {
  const reaching = await listReachingIn(tx, member, 'signal');
  return reaching.map((share) => ({ id: share.id, ...said(share) }));
}

/** One of them, by its share; undefined where it was withdrawn, never was, or does not reach me. */
export async function readToldSignals(
  tx: Tx,
  member: CircleMember,
  { share, now }: { share: string; now: Date },
): Promise<ToldSignals | undefined> {
  const reaching = await findReachingIn(tx, member, { kind: 'signal', share });
  if (!reaching) return undefined;
  const { ownerId } = reaching;
  // Weeks are those of whoever practised, also where the reader's has begun.
  const timeZone = await findZone(tx, member, ownerId);
  return { ownerId, ...said(reaching), ...(await readSignals(tx, ownerId, { now, timeZone })) };
}

async function readSignals(
  tx: Tx,
  ownerId: string,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<Signals> {
  const mondays = lastMondays(localDay(now, timeZone), shownWeeks);
  const counts = await listWeekCounts(tx, { ownerId, since: mondays[0] ?? '' });
  return { signals: signalsOver(mondays, counts), version: signalsVersion(now, timeZone) };
}

/** The week that signals end with, as a number that grows. */
export function signalsVersion(now: Date, timeZone: string): number {
  return Math.floor(Date.parse(mondayOf(localDay(now, timeZone))) / week);
}

/** Milliseconds. */
const week = 7 * 86_400_000;

function said({ owner, partnerId, since }: Reaching) {
  return { owner, toMe: partnerId !== null, since };
}
