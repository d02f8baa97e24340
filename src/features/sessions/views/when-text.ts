import { dayText, type Reader, timeText } from '#core/circles/day-text.ts';
import { localDay } from '#core/circles/local-day.ts';
import { m } from '#messages';

/** Where, and at what moment, somebody reads a time. */
export interface Moment extends Reader {
  now: Date;
}

const minute = 60_000;

/** When a session is, where the reader is: "Today, 10:30". */
export function whenText(at: Date, moment: Moment): string {
  const time = timeText(at, moment);
  switch (nearDay(at, moment)) {
    case 'today':
      return m.sessions_when_today({ time });
    case 'tomorrow':
      return m.sessions_when_tomorrow({ time });
    default:
      return m.sessions_when_day({ day: dayText(at, moment, moment.now), time });
  }
}

/** Its time has come, or comes in a moment, so that one is rather led into the room than told when. */
export function isDue(at: Date, now: Date): boolean {
  return at.getTime() - now.getTime() <= 15 * minute;
}

/** What is next, in one sentence: "The Thursday five meets in 40 minutes." */
export function nextSentence(
  circle: string,
  { live, startsAt }: { live: boolean; startsAt: Date | null },
  moment: Moment,
): string {
  if (live || startsAt === null) return m.today_next_live({ circle });
  const time = timeText(startsAt, moment);
  const minutes = Math.round((startsAt.getTime() - moment.now.getTime()) / minute);
  if (minutes < -5) return m.today_next_begun({ circle, time });
  if (minutes < 1) return m.today_next_begins({ circle });
  if (minutes === 1) return m.today_next_minute({ circle });
  if (minutes <= 90) return m.today_next_minutes({ circle, count: minutes });
  switch (nearDay(startsAt, moment)) {
    case 'today':
      return m.today_next_today({ circle, time });
    case 'tomorrow':
      return m.today_next_tomorrow({ circle, time });
    default:
      return m.today_next_day({ circle, day: dayText(startsAt, moment, moment.now), time });
  }
}

function nearDay(at: Date, { now, timeZone }: Moment): 'today' | 'tomorrow' | undefined {
  const day = localDay(at, timeZone);
  if (day === localDay(now, timeZone)) return 'today';
  // Tomorrow by the calendar: a day on which clocks change is not 24 hours long.
  const next = new Date(`${localDay(now, timeZone)}T12:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return day === next.toISOString().slice(0, 10) ? 'tomorrow' : undefined;
}
