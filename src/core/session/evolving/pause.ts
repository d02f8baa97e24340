import type { SessionEvent } from '../event.ts';
import type { Room } from '../room.ts';

type Live = Extract<Room, { status: 'running' }>;

/** A pause stops the clock and the turn; what it took is kept apart so that neither loses a second. */
export function evolvePause(room: Live, { fact, at, by }: SessionEvent): Room | undefined {
  if (fact.type === 'paused') return room.pause ? undefined : { ...room, pause: { by, at } };
  if (fact.type !== 'resumed' || !room.pause) return undefined;
  const took = Math.max(0, at - room.pause.at);
  const turn = room.turn && { ...room.turn, pausedFor: room.turn.pausedFor + took };
  return { ...room, pause: undefined, pausedFor: room.pausedFor + took, turn };
}
