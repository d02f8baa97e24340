/** One stretch of a week's common time, as instants. */
export interface HourSpan {
  start: Date;
  end: Date;
}

const halfHour = 30 * 60_000;
const halfHours = 336;

/**
 * Half-hours of a week in UTC (11 words, as in MatchPerson) as stretches of the week that begins at `monday`, an instant of
 * a Monday 00:00 UTC in milliseconds. What goes on past Sunday midnight is one stretch.
 */
export function hourSpans(words: readonly number[], monday: number): HourSpan[] {
  const every = Array.from({ length: halfHours }, (_, at) => at);
  if (every.every((at) => bit(words, at)))
    return [{ start: new Date(monday), end: new Date(monday + halfHours * halfHour) }];
  return every
    .filter((at) => bit(words, at) && !bit(words, (at + halfHours - 1) % halfHours))
    .map((at) => {
      let length = 1;
      while (bit(words, (at + length) % halfHours)) length += 1;
      return { start: new Date(monday + at * halfHour), end: new Date(monday + (at + length) * halfHour) };
    });
}

function bit(words: readonly number[], at: number): boolean {
  return (((words[at >> 5] ?? 0) >>> (at & 31)) & 1) === 1;
}
