import { dayOf, hoursOf, type Week } from '#core/people/week.ts';
import { dateFormat } from '#core/time/date-format.ts';
import { m } from '#messages';

/** The working hours of a week, a line for days that are alike: "Monday – Friday: 09:00 to 17:00". Outermost hours; empty: none. */
export function hoursLines(week: Week, locale: string): string[] {
  const days = Array.from({ length: 7 }, (_, day) => ({ day, hours: hoursOf(dayOf(week, day)) }));
  const runs: { first: number; last: number; from: number; to: number }[] = [];
  for (const { day, hours } of days) {
    if (hours.from === undefined || hours.to === undefined) continue;
    const run = runs.at(-1);
    if (run && run.last === day - 1 && run.from === hours.from && run.to === hours.to) run.last = day;
    else runs.push({ first: day, last: day, from: hours.from, to: hours.to });
  }
  return runs.map(({ first, last, from, to }) =>
    m.nudges_hours_day({
      day: first === last ? dayName(first, locale) : `${dayName(first, locale)} – ${dayName(last, locale)}`,
      from: clock(from, locale),
      to: clock(to, locale),
    }),
  );
}

/** Monday is 0. */
function dayName(day: number, locale: string): string {
  return dateFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, 0, 5 + day));
}

function clock(minutes: number, locale: string): string {
  const format = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' } as const;
  return minutes === 1440 ? '24:00' : dateFormat(locale, format).format(minutes * 60_000);
}
