import type { SessionEvent } from './event.ts';
import { evolveAfter } from './evolving/after.ts';
import { evolveFlow } from './evolving/flow.ts';
import { evolvePause } from './evolving/pause.ts';
import { evolvePresence } from './evolving/presence.ts';
import { evolveRoles } from './evolving/roles.ts';
import { evolveStart } from './evolving/start.ts';
import { evolveStep } from './evolving/step.ts';
import type { Room } from './room.ts';

/**
 * Folds one event. Never refuses and never throws: an event that makes no sense here, from an older program or a mended
 * log, leaves the room as it is.
 */
export function evolve(room: Room, event: SessionEvent): Room {
  if (room.status === 'discarded') return room;
  const folded = foldFact(room, event);
  if (folded === undefined) return room;
  if (folded.status === 'none' || folded.status === 'discarded') return folded;
  const lastActAt = event.by ? { ...folded.lastActAt, [event.by]: event.at } : folded.lastActAt;
  return { ...folded, lastAt: event.at, lastActAt };
}

/** The room after a whole log. */
export function foldEvents(events: SessionEvent[]): Room {
  return events.reduce(evolve, { status: 'none' } as Room);
}

/** `undefined`: nothing here knew what to do with it. */
function foldFact(room: Room, event: SessionEvent): Room | undefined {
  if (room.status === 'none' || room.status === 'lobby')
    return evolveStart(room, event) ?? evolvePresence(room, event);
  if (room.status === 'running') {
    return (
      evolveFlow(room, event) ??
      evolveStep(room, event) ??
      evolvePause(room, event) ??
      evolveRoles(room, event) ??
      evolvePresence(room, event)
    );
  }
  if (room.status === 'discarded') return room;
  return evolveAfter(room, event);
}
