import { cycleSessions } from '../circles/decision-limits.ts';
import { mondayBefore } from '../people/week-in-utc.ts';
import { wallClockAt } from '../time/wall-clock.ts';
import type { Cadence } from './cadence.ts';

/**
 * The weeks in which the circles of a round have their first sessions, as Mondays 00:00 UTC in milliseconds. Clocks change
 * on other days in other places, so hours in common are those of one week: `reckoned`.
 */
export interface SessionWeeks {
  first: number;
  reckoned: number;
}

const week = 7 * 86_400_000;
const weeksApart: Readonly<Record<Cadence, number>> = { weekly: 1, fortnightly: 2, monthly: 4 };

/**
 * Takes the first week in which clocks stand to each other as in most of the six weeks of a usual cycle, so that a few
 * weeks between two places' changes decide nothing. What all clocks do together does not matter.
 *
 * @param from when circles can begin at the latest, in milliseconds; the first session is in the week after
 * @param zones where people are; one that is not known counts as UTC
 */
export function sessionWeeks({
  from,
  cadence,
  zones,
}: {
  from: number;
  cadence: Cadence;
  zones: readonly string[];
}): SessionWeeks {
  const first = mondayBefore(from) + week;
  const weeks = weeksFrom(first, cadence).map((monday) => ({ monday, clocks: clocksIn(monday, zones) }));
  const often = (clocks: string) => weeks.filter((each) => each.clocks === clocks).length;
  const most = Math.max(...weeks.map(({ clocks }) => often(clocks)));
  return { first, reckoned: weeks.find(({ clocks }) => often(clocks) === most)?.monday ?? first };
}

/** Whether these people's clocks stand to each other alike in all of the first six sessions. */
export function clocksKeepStep({
  first,
  cadence,
  zones,
}: {
  first: number;
  cadence: Cadence;
  zones: readonly string[];
}): boolean {
  return new Set(weeksFrom(first, cadence).map((monday) => clocksIn(monday, zones))).size === 1;
}

function weeksFrom(first: number, cadence: Cadence): number[] {
  return Array.from({ length: cycleSessions.usual }, (_, at) => first + at * weeksApart[cadence] * week);
}

/** By how much each place's clock is ahead of the first one's on a Monday. */
function clocksIn(monday: number, zones: readonly string[]): string {
  const shown = zones.map((zone) =>
    Date.parse(`${wallClockAt(monday, zone) ?? wallClockAt(monday, 'UTC')}Z`),
  );
  return shown.map((clock) => clock - (shown[0] ?? clock)).join();
}
