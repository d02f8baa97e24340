import { dateFormat } from './date-format.ts';

/**
 * The instant at which a wall clock in a zone shows `local`, as a `datetime-local` field gives it ("2026-11-26T09:30").
 * A time that daylight saving skips is read with the offset from before, so it comes out later, never lost; one that it
 * repeats is the first of the two. Undefined: not such a text, no such day, or no such zone.
 */
export function instantAt(local: string, timeZone: string): number | undefined {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?$/.exec(local);
  const shown = match ? Date.parse(`${match[1]}T${match[2]}Z`) : Number.NaN;
  if (Number.isNaN(shown) || !new Date(shown).toISOString().startsWith(`${match?.[1]}T`)) return undefined;
  const offset = offsetIn(timeZone);
  if (!offset) return undefined;
  const day = 86_400_000;
  const before = shown - offset(shown - day);
  const after = shown - offset(shown + day);
  return before + offset(before) === shown ? before : after + offset(after) === shown ? after : before;
}

/** What a wall clock in the zone shows at an instant, as a `datetime-local` field takes it; undefined: no such zone. */
export function wallClockAt(instant: number, timeZone: string): string | undefined {
  const offset = offsetIn(timeZone);
  return offset && new Date(instant + offset(instant)).toISOString().slice(0, 16);
}

/** Milliseconds by which a zone is ahead of UTC at an instant. */
function offsetIn(timeZone: string): ((instant: number) => number) | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = dateFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    return undefined;
  }
  return (instant) => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const { year, month, day, hour, minute, second } = parts;
    const shown = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    return shown - Math.floor(instant / 1000) * 1000;
  };
}
