import { dateFormat } from '../time/date-format.ts';

/** The day (YYYY-MM-DD) that it is at `now` in an IANA time zone; in UTC where the zone is not known here. */
export function localDay(now: Date, timeZone: string): string {
  try {
    // Canadian English writes days as ISO 8601 does.
    return dateFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now);
  } catch {
    return now.toISOString().slice(0, 10);
  }
}
