import { wallClockAt } from '../time/wall-clock.ts';
import { dayLength, type Week, weekLength } from './week.ts';

/** Half-hours of a week as bits: bit 0 of word 0 is Monday 00:00 to 00:30 UTC; 11 words of 32 bits. */
export interface WeekBits {
  /** At work or at their best. */
  hours: number[];
  /** At their best. */
  prime: number[];
}

const halfHour = 30 * 60_000;

/**
 * For each half-hour of a week in UTC, which half-hours of the local week it touches: one, or two where a zone is ahead by a
 * quarter of an hour. `monday` is the instant of a Monday 00:00 UTC, which decides about daylight saving; ask once for each
 * zone. An unknown zone is read as UTC.
 */
export function localPlaces(timeZone: string, monday: number): number[][] {
  return Array.from({ length: weekLength }, (_, at) => {
    const start = monday + at * halfHour;
    const places = [start, start + halfHour - 60_000].map((instant) => placeAt(instant, timeZone));
    return [...new Set(places)];
  });
}

/** A local week as bits of the week in UTC. A half-hour counts only if the person is there for all of it. */
export function weekInUtc(week: Week, places: readonly number[][]): WeekBits {
  const bits: WeekBits = { hours: Array(11).fill(0), prime: Array(11).fill(0) };
  for (const [at, touched] of places.entries()) {
    const least = touched.reduce((value, place) => Math.min(value, Number(week[place])), 2);
    if (least >= 1) set(bits.hours, at);
    if (least === 2) set(bits.prime, at);
  }
  return bits;
}

/** The last Monday 00:00 UTC that is not after an instant, in milliseconds. */
export function mondayBefore(instant: number): number {
  const day = 86_400_000;
  // The first of January 1970 was a Thursday.
  return Math.floor((Math.floor(instant / day) + 3) / 7) * 7 * day - 3 * day;
}

function placeAt(instant: number, timeZone: string): number {
  const shown = wallClockAt(instant, timeZone) ?? new Date(instant).toISOString().slice(0, 16);
  const local = new Date(`${shown}Z`);
  const day = (local.getUTCDay() + 6) % 7;
  return day * dayLength + local.getUTCHours() * 2 + Math.floor(local.getUTCMinutes() / 30);
}

/** Unsigned, so that words compare and print as what they are. */
function set(words: number[], at: number): void {
  const word = at >> 5;
  words[word] = ((words[word] ?? 0) | (1 << (at & 31))) >>> 0;
}
