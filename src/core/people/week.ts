/**
 * The half-hours of a week on somebody's own clock, from Monday 00:00: 336 characters, each `0` (not), `1` (at work) or `2`
 * (at their best). A text, so that it is the same in the database, in a form and in a file.
 */
export type Week = string;

/** Half-hours. */
export const weekLength = 336;
export const dayLength = 48;

export function isWeek(text: string): boolean {
  return /^[012]{336}$/.test(text);
}

/** Monday to Friday from nine to five: what a grid begins with, before somebody painted theirs. */
export const usualWeek: Week = Array.from({ length: weekLength }, (_, at) =>
  Math.floor(at / dayLength) < 5 && at % dayLength >= 18 && at % dayLength < 34 ? '1' : '0',
).join('');

/** The half-hours of one day, Monday is 0. */
export function dayOf(week: Week, day: number): string {
  return week.slice(day * dayLength, (day + 1) * dayLength);
}

/** The week with these half-hours painted; places outside the week are left out. */
export function paint(week: Week, places: Iterable<number>, value: '0' | '1' | '2'): Week {
  const painted = [...week];
  for (const at of places) if (at >= 0 && at < weekLength) painted[at] = value;
  return painted.join('');
}

/** Minutes after midnight at which a day begins and ends, at work and at one's best; undefined where there is none. */
export interface DayHours {
  from?: number;
  to?: number;
  bestFrom?: number;
  bestTo?: number;
}

/** The outermost hours of a day: what a row of fields can say of a painted day. */
export function hoursOf(day: string): DayHours {
  const [from, to] = [day.search(/[12]/), lastOf(day, /[12]/)];
  const [bestFrom, bestTo] = [day.indexOf('2'), lastOf(day, /2/)];
  return {
    ...(from < 0 ? {} : { from: from * 30, to: to * 30 }),
    ...(bestFrom < 0 ? {} : { bestFrom: bestFrom * 30, bestTo: bestTo * 30 }),
  };
}

/** A day as its hours say it. */
export function dayFromHours({ from, to, bestFrom, bestTo }: DayHours): string {
  const within = (minute: number, start?: number, end?: number) =>
    start !== undefined && end !== undefined && minute >= start && minute < end;
  return Array.from({ length: dayLength }, (_, at) => {
    if (!within(at * 30, from, to)) return '0';
    return within(at * 30, bestFrom, bestTo) ? '2' : '1';
  }).join('');
}

/** Seven rows of hours laid over a week: a day whose hours are as the week has them keeps its gaps and its paint. */
export function weekFromHours(week: Week, rows: readonly DayHours[]): Week {
  return Array.from({ length: 7 }, (_, day) => {
    const painted = dayOf(week, day);
    const row = rows[day] ?? {};
    return dayFromHours(row) === dayFromHours(hoursOf(painted)) ? painted : dayFromHours(row);
  }).join('');
}

function lastOf(day: string, pattern: RegExp): number {
  return day.length - [...day].reverse().join('').search(pattern);
}
