import { dayLength, type Week } from '../people/week.ts';
import { wallClockAt } from '../time/wall-clock.ts';

/** A painted week and the zone whose clocks it goes by (an IANA name; an unknown one is read as UTC). */
export interface OwnHours {
  week: Week;
  zone: string;
}

/** From an instant to before another; milliseconds since 1970. */
export interface Span {
  from: number;
  until: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** Every zone's clocks are ahead of UTC by a multiple of this, so that nothing changes within one. */
const quarter = 15 * minute;

/** Whether somebody is at work, or at their best, at an instant. */
export function isOwn(hours: OwnHours, instant: number, best = false): boolean {
  return isPainted(readerOf(hours)(instant), best);
}

/** The first instant of a span that lies in somebody's own hours, or in their best ones; undefined where none does. */
export function firstOwn(hours: OwnHours, { from, until }: Span, best = false): number | undefined {
  const read = readerOf(hours);
  for (let at = from; at < until; at = (Math.floor(at / quarter) + 1) * quarter)
    if (isPainted(read(at), best)) return at;
  return undefined;
}

/** When the last quarter of an hour begins that lies in own hours and begins within a span, its end included. */
export function lastOwn(hours: OwnHours, { from, until }: Span): number | undefined {
  const read = readerOf(hours);
  for (let at = Math.floor(until / quarter) * quarter; at >= from; at -= quarter)
    if (isPainted(read(at), false)) return at;
  return undefined;
}

function isPainted(shown: string | undefined, best: boolean): boolean {
  return shown === '2' || (shown === '1' && !best);
}

/**
 * What the week shows at an instant. A clock is looked at twice a day, and at each step only on days on which it changes:
 * looking is dear, and a plan takes thousands of steps.
 */
function readerOf({ week, zone }: OwnHours): (instant: number) => string | undefined {
  let known: { day: number; offset: number | undefined } | undefined;
  return (instant) => {
    const today = Math.floor(instant / day);
    if (known?.day !== today) {
      const [first, last] = [offsetAt(today * day, zone), offsetAt((today + 1) * day - minute, zone)];
      known = { day: today, offset: first === last ? first : undefined };
    }
    return week[placeOf(instant + (known.offset ?? offsetAt(instant, zone)))];
  };
}

/** The half-hour of a week, counted from Monday 00:00, that clocks show at `local`, milliseconds as if they were in UTC. */
function placeOf(local: number): number {
  const clock = new Date(local);
  const weekday = (clock.getUTCDay() + 6) % 7;
  return weekday * dayLength + clock.getUTCHours() * 2 + Math.floor(clock.getUTCMinutes() / 30);
}

function offsetAt(instant: number, zone: string): number {
  const shown = wallClockAt(instant, zone);
  return shown === undefined ? 0 : Date.parse(`${shown}Z`) - Math.floor(instant / minute) * minute;
}
