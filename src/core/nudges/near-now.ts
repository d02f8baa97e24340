import { type NudgeKind, nudgeKinds } from './kind.ts';
import type { NudgeSettings } from './settings.ts';
import type { Wanted } from './wanted.ts';

const day = 86_400_000;
const ownPlace: ReadonlySet<NudgeKind> = new Set(['session-tomorrow', 'request-waiting']);

/**
 * What stands quietly on somebody's first page: what is near, of the kinds that they left on, whether or not it was mailed.
 * A session, and what hopes for an answer, stand there by themselves. Empty while they pause.
 */
export function nearNow(
  wanted: readonly Wanted[],
  { settings, paused, now }: { settings: NudgeSettings; paused: boolean; now: number },
): Wanted[] {
  if (paused) return [];
  return wanted
    .filter(({ kind }) => !ownPlace.has(kind) && !settings.off.includes(kind))
    .filter((nudge) => now >= shownFrom(nudge) && now < shownUntil(nudge))
    .sort((one, other) => nudgeKinds.indexOf(one.kind) - nudgeKinds.indexOf(other.kind));
}

/** A meeting is near on the day before it; half a day of looking at it longer would be noise. */
function shownFrom({ kind, at, from }: Wanted): number {
  return kind === 'before-moment' && at !== undefined ? Math.max(from, at - day) : from;
}

function shownUntil({ kind, at, until }: Wanted): number {
  return kind === 'before-moment' && at !== undefined ? at : until;
}
