/** The month in UTC that a day is in ("2026-11-21"): its name ("2026-11"), its first instant, and that of the next month. */
export function monthSpan(day: string): { name: string; from: Date; before: Date } {
  const name = day.slice(0, 7);
  const from = new Date(`${name}-01T00:00:00Z`);
  const before = new Date(from);
  before.setUTCMonth(before.getUTCMonth() + 1);
  return { name, from, before };
}
