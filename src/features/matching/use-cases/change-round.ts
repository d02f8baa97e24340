import { endOfDay } from '#core/time/end-of-day.ts';
import type { SignedIn } from '#features/people/access.ts';
import type { Tx } from '#server/database.ts';
import type { RoundOrganiser } from '../access.ts';
import { moveAnswersUntil, relaxRules, stopRepeating, withdrawRound } from '../store/round.ts';
import { askToMail } from './mail-notices.ts';

export type ChangedRound = { ok: true } | { ok: false; reason: 'day-over' | 'known' | 'nothing-open' };

/** Gives people more or less time to answer; the day counts to its end where the organiser is. Without a day it ends now. */
export async function changeWindow(
  tx: Tx,
  organiser: RoundOrganiser,
  { day, now, zone }: { day?: string | undefined; now: Date; zone: SignedIn['timeZone'] },
): Promise<ChangedRound> {
  const until = day === undefined ? now : endOfDay(day, zone);
  if (day !== undefined && until <= now) return { ok: false, reason: 'day-over' };
  // Whoever closes it need not be told that it is closed.
  const moved = await moveAnswersUntil(tx, organiser, { until, told: day === undefined });
  return moved ? { ok: true } : { ok: false, reason: 'known' };
}

/** Asks less of the circles than before, so that more of them are possible. */
export async function relaxRound(
  tx: Tx,
  organiser: RoundOrganiser,
  rules: { size?: number | undefined; commonHalfHours?: number | undefined },
): Promise<ChangedRound> {
  if (rules.size === undefined && rules.commonHalfHours === undefined) return { ok: true };
  return (await relaxRules(tx, organiser, rules)) ? { ok: true } : { ok: false, reason: 'known' };
}

/** Calls a round off, before or after its circles are known; those that have begun go on. */
export async function callRoundOff(tx: Tx, organiser: RoundOrganiser): Promise<ChangedRound> {
  if (!(await withdrawRound(tx, organiser))) return { ok: false, reason: 'nothing-open' };
  await askToMail(tx, { organisationId: organiser.organisationId, about: organiser.roundId });
  return { ok: true };
}

/** Lets this round be the last of its series. */
export async function endSeries(tx: Tx, organiser: RoundOrganiser): Promise<void> {
  await stopRepeating(tx, organiser);
}
