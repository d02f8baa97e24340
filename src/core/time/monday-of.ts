/** The Monday of a date's week, both as "2026-11-30". */
export function mondayOf(date: string): string {
  return daysAfter(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** The Mondays of so many weeks up to the one that a date is in, the earliest first. */
export function lastMondays(date: string, weeks: number): string[] {
  const monday = mondayOf(date);
  return Array.from({ length: weeks }, (_, at) => daysAfter(monday, (at + 1 - weeks) * 7));
}

function daysAfter(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}
