import type { Instant, PersonId, SessionEvent } from '../event.ts';
import type { Lobby, Room, Running } from '../room.ts';
import { enterStep } from './enter-step.ts';

/** From nothing to the lobby, and from the lobby into a running session or an end without one. */
export function evolveStart(room: Room, { fact, at, by }: SessionEvent): Room | undefined {
  if (room.status === 'none') {
    if (fact.type !== 'opened') return undefined;
    return {
      status: 'lobby',
      openedBy: by,
      openedAt: at,
      present: [],
      lastAt: at,
      lastActAt: {},
      devices: {},
      handedAt: {},
    };
  }
  if (room.status !== 'lobby') return undefined;
  if (fact.type === 'closed' || fact.type === 'expired')
    return { ...unstarted(room, at), status: fact.type, endedAt: at };
  if (fact.type !== 'started') return undefined;
  const started: Running = {
    ...unstarted(room, at),
    plan: fact.plan,
    seats: fact.seats,
    attended: fact.seats.filter((person) => !room.guests?.includes(person)),
    roles: fact.roles,
  };
  return { ...enterStep(started, { to: 0, at }), status: 'running' };
}

function unstarted(lobby: Lobby, at: Instant): Running {
  const nobody: PersonId[] = [];
  return {
    openedBy: lobby.openedBy,
    openedAt: lobby.openedAt,
    present: lobby.present,
    ...(lobby.guests ? { guests: lobby.guests } : {}),
    lastAt: lobby.lastAt,
    lastActAt: lobby.lastActAt,
    devices: lobby.devices,
    handedAt: lobby.handedAt,
    startedAt: at,
    plan: [],
    seats: lobby.present,
    attended: nobody,
    roles: {},
    at: 0,
    stepStartedAt: at,
    extended: 0,
    pausedFor: 0,
    airtime: {},
    entered: {},
    released: [],
    drawnPrompts: [],
    drawnConstraints: [],
    take: 1,
    takeStartedAt: at,
    anchorsAsked: false,
    challenges: [],
    passed: [],
    committed: nobody,
  };
}
