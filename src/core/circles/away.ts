import { localDay } from './local-day.ts';

/** The longest time that one may be away with a date, in days; longer is leaving and coming back. */
export const longestAwayDays = 366;

/** Whether somebody who returns on a day (YYYY-MM-DD) is still away: until that day begins where they are. */
export function isAway(input: { returnsOn: string; now: Date; timeZone: string }): boolean {
  return input.returnsOn > localDay(input.now, input.timeZone);
}

/** Whether a day can be a day of return: tomorrow at the earliest where the person is, and within a year. */
export function canReturnOn(input: { returnsOn: string; now: Date; timeZone: string }): boolean {
  const latest = new Date(input.now.getTime() + longestAwayDays * 86_400_000);
  return isAway(input) && input.returnsOn <= localDay(latest, input.timeZone);
}
