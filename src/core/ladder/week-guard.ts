import { mondayOf } from '../time/monday-of.ts';

/** How many exercises a week a person agreed on with themselves, and until when they rest (a date, "2026-11-30"). */
export interface Pace {
  weekly: number;
  restUntil?: string;
}

/** What is offered when nobody said anything: about one every other working day. */
export const usualWeekly = 3;
export const mostWeekly = 10;

export type Guard =
  | { may: 'go-on'; left: number }
  /** The number agreed on is reached; it begins anew on Monday. */
  | { may: 'enough' }
  | { may: 'rest'; until: string };

/**
 * Whether another exercise is suggested. `days`: on which dates of the person's own calendar exercises were tried, one
 * entry each; `today` likewise. A guard suggests nothing more, and never forbids: who wants to go on may.
 */
export function guardWeek(pace: Pace, days: readonly string[], today: string): Guard {
  if (pace.restUntil !== undefined && today < pace.restUntil) return { may: 'rest', until: pace.restUntil };
  const left = pace.weekly - countThisWeek(days, today);
  return left > 0 ? { may: 'go-on', left } : { may: 'enough' };
}

/** How many of the dates lie in the week of `today`, up to today. */
export function countThisWeek(days: readonly string[], today: string): number {
  const monday = mondayOf(today);
  return days.filter((day) => day >= monday && day <= today).length;
}
