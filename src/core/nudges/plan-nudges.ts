import { startOfDay } from '../time/start-of-day.ts';
import { isGentle, nudgeKinds } from './kind.ts';
import { firstOwn, lastOwn, type OwnHours } from './own-hours.ts';
import type { NudgeSettings } from './settings.ts';
import type { Wanted } from './wanted.ts';

/** What decides; times are milliseconds since 1970. */
export interface NudgeFacts {
  wanted: readonly Wanted[];
  settings: NudgeSettings;
  hours: OwnHours;
  /** When letters went out, of the last seven days at least. */
  letters: readonly number[];
  /** What was said before. */
  said: readonly Pick<Wanted, 'kind' | 'key'>[];
  now: number;
}

export interface NudgePlan {
  /** What one mail says now; empty: no mail. */
  letter: Wanted[];
  /** What comes later if nothing changes, the soonest first. `heldBy`: what makes it wait longer than it would. */
  later: { nudge: Wanted; at: number; heldBy?: 'pause' | 'cap' }[];
  /** When it is worth planning again. */
  lookAt: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const capped = 7 * day;

/** What is due within this goes along with what is due now. */
const bundled = 2 * hour;
/** What nobody waits for goes along with a mail of the same day. */
const bundledGently = 24 * hour;
const mostInALetter = 5;
/** How long before its time something is still near it. */
const near = 4 * hour;

/**
 * Decides what goes out now, as one mail, and what comes later: in own hours alone, never more mails in any seven days than
 * the person wants, nothing while they pause, and the same nudge never twice.
 */
export function planNudges(facts: NudgeFacts): NudgePlan {
  const { now, settings } = facts;
  const open = facts.wanted.filter((nudge) => !settings.off.includes(nudge.kind) && !isSaid(nudge, facts));
  const timed = open.flatMap((nudge) => {
    const timing = timeOf(nudge, facts);
    return timing ? [{ nudge, ...timing }] : [];
  });
  timed.sort((one, other) => one.at - other.at || rank(one.nudge) - rank(other.nudge));
  const due = timed.filter(({ at }) => at <= now);
  const along = due.length === 0 ? [] : timed.filter((each) => goesAlong(each, now));
  const letter = [...due, ...along]
    .sort((one, other) => rank(one.nudge) - rank(other.nudge))
    .slice(0, mostInALetter)
    .map(({ nudge }) => nudge);
  const later = timed
    .filter(({ nudge, at }) => !letter.includes(nudge) && at !== Infinity)
    .map(({ ready: _, ...each }) => each);
  return {
    letter,
    later,
    lookAt: Math.max(now + minute, Math.min(now + 6 * hour, later[0]?.at ?? Infinity)),
  };
}

/** Whether nudges are paused, by the person's own calendar. */
export function isPaused({ settings, hours, now }: Pick<NudgeFacts, 'settings' | 'hours' | 'now'>): boolean {
  return now < pauseEnd(settings, hours);
}

function isSaid({ kind, key }: Wanted, { said }: NudgeFacts): boolean {
  return said.some((each) => each.kind === kind && each.key === key);
}

interface Timing {
  at: number;
  /** When it would go if there were room in the week. */
  ready: number;
  heldBy?: 'pause' | 'cap';
}

/** When a nudge goes: now or later; undefined where it would come too late to be of use. */
function timeOf(nudge: Wanted, facts: NudgeFacts): Timing | undefined {
  const resumed = Math.max(facts.now, pauseEnd(facts.settings, facts.hours));
  const room = roomFrom(nudge, facts);
  const ready = timeWithin(nudge, facts, resumed);
  const at = room > resumed ? timeWithin(nudge, facts, room) : ready;
  // One that has no room of its own may still go along with another that has.
  if (ready === undefined) return undefined;
  if (at === undefined) return { at: Infinity, ready, heldBy: 'cap' };
  if (at !== ready) return { at, ready, heldBy: 'cap' };
  const free = resumed > facts.now ? timeWithin(nudge, facts, facts.now) : at;
  return at === free ? { at, ready } : { at, ready, heldBy: 'pause' };
}

function timeWithin(nudge: Wanted, { hours }: NudgeFacts, earliest: number): number | undefined {
  const { from, until, by } = nudge;
  const start = Math.max(from, earliest);
  if (by !== undefined) {
    const ideal = nearest(hours, { from, by, until });
    // Once the best time has passed, late is better than not, while it is of use.
    return ideal === undefined || ideal >= earliest ? ideal : firstOwn(hours, { from: start, until });
  }
  const best = isGentle(nudge.kind)
    ? firstOwn(hours, { from: start, until: Math.min(until, start + 3 * day) }, true)
    : undefined;
  return best ?? firstOwn(hours, { from: start, until });
}

/** In the hours before `by`; else between it and the end; else as late as own hours allow before. */
function nearest(
  hours: OwnHours,
  { from, by, until }: { from: number; by: number; until: number },
): number | undefined {
  return (
    lastOwn(hours, { from: Math.max(from, by - near), until: by }) ??
    firstOwn(hours, { from: by, until }) ??
    lastOwn(hours, { from, until: by })
  );
}

function pauseEnd({ pausedUntil }: NudgeSettings, { zone }: OwnHours): number {
  if (pausedUntil === undefined) return -Infinity;
  return startOfDay(pausedUntil, zone);
}

/** From when on there is room for another mail. What nobody waits for leaves the last one of a week to the others. */
function roomFrom(nudge: Wanted, { settings, letters }: NudgeFacts): number {
  const kept = isGentle(nudge.kind) && settings.weekly > 1 ? 1 : 0;
  const most = settings.weekly - kept;
  const newestFirst = [...letters].sort((one, other) => other - one);
  const inTheWay = newestFirst[most - 1];
  return inTheWay === undefined ? -Infinity : inTheWay + capped;
}

function goesAlong({ nudge, at, ready }: { nudge: Wanted } & Timing, now: number): boolean {
  if (at <= now || nudge.from > now) return false;
  return ready <= now + (isGentle(nudge.kind) ? bundledGently : bundled);
}

const rank = ({ kind }: Wanted) => nudgeKinds.indexOf(kind);
