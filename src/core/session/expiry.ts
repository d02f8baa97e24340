import type { Instant } from './event.ts';
import type { Room } from './room.ts';
import { secondsAhead, stepTotal } from './time-left.ts';

const hour = 3_600_000;

/** When a forgotten session ends by itself, if nothing happens until then; undefined once it is over. */
export function expiresAt(room: Room): Instant | undefined {
  if (room.status === 'lobby') return room.lastAt + 2 * hour;
  if (room.status !== 'running') return undefined;
  const plannedEnd = room.stepStartedAt + room.pausedFor + stepTotal(room) + secondsAhead(room) * 1000;
  return Math.max(plannedEnd, room.lastAt) + hour;
}

/** Silence counts as agreeing to a discard from then on. */
export function discardSettlesAt(proposedAt: Instant): Instant {
  return proposedAt + 7 * 24 * hour;
}

/** When the others may act without a pauser who left, or who has been silent for five minutes. */
export function othersMayFrom(room: {
  pause?: { by: string; at: Instant };
  present: string[];
  lastActAt: Record<string, Instant>;
}): Instant {
  const { pause } = room;
  if (!pause) return 0;
  if (!room.present.includes(pause.by)) return pause.at;
  return Math.max(pause.at, room.lastActAt[pause.by] ?? 0) + 300_000;
}
