import { instantAt } from '../time/wall-clock.ts';

const day = 86_400_000;

export type ReadMoment = { ok: true; at?: number } | { ok: false; reason: 'bad-moment' };

/**
 * When a meeting is, as its person typed it where they are ("2026-11-26T09:00"); empty: none. One that has just been may
 * still be asked about; further away than a year is a slip of the hand.
 */
export function readMoment(typed: string, { zone, now }: { zone: string; now: number }): ReadMoment {
  if (typed === '') return { ok: true };
  const at = instantAt(typed, zone);
  if (at === undefined || at < now - 30 * day || at > now + 366 * day)
    return { ok: false, reason: 'bad-moment' };
  return { ok: true, at };
}
