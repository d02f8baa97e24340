import type { Instant } from './event.ts';
import type { Running } from './room.ts';

type Clock = Pick<Running, 'plan' | 'at' | 'extended' | 'stepStartedAt' | 'pausedFor' | 'pause' | 'turn'>;

/** Milliseconds left of the running step; 0 when its time is up. A pause stops it. */
export function timeLeft(room: Clock, now: Instant): number {
  return Math.max(0, stepTotal(room) - stepElapsed(room, now));
}

/** Milliseconds that the running step has, extensions included. */
export function stepTotal({ plan, at, extended }: Pick<Clock, 'plan' | 'at' | 'extended'>): number {
  return ((plan[at]?.seconds ?? 0) + extended) * 1000;
}

/** Milliseconds spent in the running step outside pauses. */
export function stepElapsed(room: Clock, now: Instant): number {
  return Math.max(0, until(room, now) - room.stepStartedAt - room.pausedFor);
}

/** Milliseconds left of the running turn; undefined where nobody has one. */
export function turnLeft(room: Clock, now: Instant): number | undefined {
  if (!room.turn) return undefined;
  return Math.max(0, turnTotal(room) - turnElapsed(room, now));
}

/** Milliseconds that the running turn has. */
export function turnTotal({ plan, at, turn }: Pick<Clock, 'plan' | 'at' | 'turn'>): number {
  return ((plan[at]?.turnSeconds ?? 0) + (turn?.extended ?? 0)) * 1000;
}

/** Milliseconds spoken in the running turn; 0 where nobody has one. */
export function turnElapsed(room: Clock, now: Instant): number {
  if (!room.turn) return 0;
  return Math.max(0, until(room, now) - room.turn.startedAt - room.turn.pausedFor);
}

/** Seconds of all planned steps after the running one. */
export function secondsAhead({ plan, at }: Pick<Clock, 'plan' | 'at'>): number {
  return plan.slice(at + 1).reduce((sum, step) => sum + step.seconds, 0);
}

function until(room: Clock, now: Instant): Instant {
  return room.pause ? Math.min(now, room.pause.at) : now;
}
