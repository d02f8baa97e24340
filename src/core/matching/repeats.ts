import { instantAt, wallClockAt } from '../time/wall-clock.ts';

/** How often a round comes again. */
export const repeatNames = ['never', 'monthly', 'quarterly'] as const;
export type Repeats = (typeof repeatNames)[number];

const months = { monthly: 1, quarterly: 3 } as const;

/**
 * When the round after one that opened at `from` opens: on the same day of a later month and at the same time, as clocks
 * show it in `zone`, or on the last day of a month that is too short. Never before `after`: what was missed while a round
 * took long is left out.
 */
export function nextOpening(
  { from, repeats, zone }: { from: Date; repeats: Exclude<Repeats, 'never'>; zone: string },
  after: Date,
): Date {
  const known = wallClockAt(from.getTime(), zone) === undefined ? 'UTC' : zone;
  for (let step = 1; ; step += 1) {
    const next = monthsLater({ from, zone: known, count: step * months[repeats] });
    if (next > after) return next;
  }
}

function monthsLater({ from, zone, count }: { from: Date; zone: string; count: number }): Date {
  const local = wallClockAt(from.getTime(), zone) ?? '';
  const [year, month, day] = local.slice(0, 10).split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + count, 0));
  const landing = new Date(
    Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate())),
  );
  const instant = instantAt(`${landing.toISOString().slice(0, 10)}T${local.slice(11)}`, zone);
  if (instant === undefined) throw new Error(`no such time: ${local} in ${zone}`);
  return new Date(instant);
}
