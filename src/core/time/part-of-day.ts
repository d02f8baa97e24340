import { dateFormat } from './date-format.ts';

export type PartOfDay = 'morning' | 'afternoon' | 'evening';

/** How one greets at `now` in an IANA time zone: who is up at two in the night is still in their evening. */
export function partOfDay(now: Date, timeZone: string): PartOfDay {
  const hour = hourIn(now, timeZone);
  if (hour >= 4 && hour < 12) return 'morning';
  return hour >= 12 && hour < 18 ? 'afternoon' : 'evening';
}

/** 0 to 23; in UTC where the zone is not known here. */
function hourIn(now: Date, timeZone: string): number {
  try {
    return Number(dateFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(now));
  } catch {
    return now.getUTCHours();
  }
}
