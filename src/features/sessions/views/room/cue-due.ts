import type { Instant } from '#core/session/event.ts';

/** A countdown as it stands; `key` names it, so that one never sounds for another. */
export interface Countdown {
  key: string;
  /** When the step began that it belongs to. */
  step: Instant | undefined;
  /** Seconds left. */
  left: number;
  total: number;
}

/** Steps by when they began, in which nobody is told here that a step was left for them. */
export interface Known {
  /** The one that this device itself asked to leave. */
  stepLeft?: Instant | undefined;
  /** The one that a connection found when it came, or came back. */
  stepFound?: Instant | undefined;
}

/**
 * Which cue is due between two looks at a countdown; `left`: somebody else went on to another step before the time was over.
 * Whoever comes in late is not told what is long past.
 */
export function cueDue(
  before: Countdown | undefined,
  now: Countdown,
  known: Known = {},
): 'minute' | 'end' | 'left' | undefined {
  if (!before) return undefined;
  if (before.step !== now.step) {
    const found = now.step !== undefined && now.step === known.stepFound;
    return before.left === 0 || before.step === known.stepLeft || found ? undefined : 'left';
  }
  if (before.key !== now.key) return undefined;
  if (before.left > 0 && now.left === 0) return 'end';
  if (before.left > 60 && now.left <= 60 && now.total > 90) return 'minute';
  return undefined;
}
