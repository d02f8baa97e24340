/** A month as "2026-11", and its days as "2026-11-21". */
export interface Month {
  name: string;
  before: string;
  after: string;
  /** Weeks from Monday to Sunday; undefined where a day belongs to another month. */
  weeks: (string | undefined)[][];
}

/** Undefined where the text names no month of the years 1 to 9999. */
export function monthOf(name: string): Month | undefined {
  if (!/^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(name)) return undefined;
  const first = new Date(`${name}-01T00:00:00Z`);
  const next = shifted(name, 1);
  const days = Math.round((Date.parse(`${next}-01T00:00:00Z`) - first.getTime()) / 86_400_000);
  const lead = (first.getUTCDay() + 6) % 7;
  const cells: (string | undefined)[] = [
    ...Array.from({ length: lead }, () => undefined),
    ...Array.from({ length: days }, (_, day) => `${name}-${String(day + 1).padStart(2, '0')}`),
  ];
  while (cells.length % 7 !== 0) cells.push(undefined);
  const weeks = Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
  return { name, before: shifted(name, -1), after: next, weeks };
}

function shifted(name: string, months: number): string {
  const date = new Date(`${name}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 7);
}
