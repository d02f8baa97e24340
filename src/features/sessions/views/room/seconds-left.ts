import type { RoomClient } from '../room-client.svelte.ts';

/** Seconds left of what runs now: the turn where people speak in turns, else the step. Undefined: no clock runs. */
export function secondsLeft(room: RoomClient): number | undefined {
  const { turn, clock } = room.view;
  const running = turn ?? clock;
  if (!running) return undefined;
  if (running.endsAt !== undefined) return room.secondsUntil(running.endsAt);
  return Math.ceil(running.remaining ?? 0);
}

/** Seconds that it has in all. */
export function secondsInAll({ view: { turn, clock } }: RoomClient): number {
  return turn?.seconds ?? clock?.total ?? 0;
}
