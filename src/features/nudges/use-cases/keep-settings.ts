import { localDay } from '#core/circles/local-day.ts';
import { type NudgeKind, nudgeKinds } from '#core/nudges/kind.ts';
import type { SignedIn } from '#features/people/access.ts';
import type { Tx } from '#server/database.ts';
import { saveSettings } from '../store/settings.ts';

export interface ChosenSettings {
  weekly: number;
  /** Those that stay on. */
  kinds: readonly NudgeKind[];
  byMail: boolean;
}

/** Keeps what a person wants to be nudged about, and how often. `mail: false` leaves how it was: nothing was asked. */
export async function keepSettings(
  tx: Tx,
  person: SignedIn,
  { weekly, kinds, byMail }: ChosenSettings,
  { mail }: { mail: boolean },
): Promise<void> {
  const off = nudgeKinds.filter((kind) => !kinds.includes(kind));
  await saveSettings(tx, person, { weekly, off, ...(mail && { byMail }) });
}

/** Pauses everything until the morning of that day (YYYY-MM-DD), on the person's own calendar. */
export async function pauseNudges(
  tx: Tx,
  person: SignedIn,
  { until, now }: { until: string; now: Date },
): Promise<{ ok: true } | { ok: false; reason: 'bad-day' }> {
  const latest = new Date(now.getTime() + 366 * 86_400_000).toISOString().slice(0, 10);
  if (until <= localDay(now, person.timeZone) || until > latest) return { ok: false, reason: 'bad-day' };
  await saveSettings(tx, person, { pausedUntil: until });
  return { ok: true };
}

export async function endPause(tx: Tx, person: SignedIn): Promise<void> {
  await saveSettings(tx, person, { pausedUntil: null });
}
