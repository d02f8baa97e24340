import type { Role } from '../../playbook/playbook.ts';
import type { PersonId, PlannedStep, SessionEvent } from '../event.ts';
import type { Room } from '../room.ts';
import { nextInTurn } from './enter-step.ts';

type Live = Extract<Room, { status: 'running' }>;
type Entered = Extract<Room, { status: 'lobby' | 'running' }>;

/** Who is here, and in whose hands the devices are. */
export function evolvePresence(room: Room, event: SessionEvent): Room | undefined {
  if (room.status !== 'lobby' && room.status !== 'running') return undefined;
  const { fact, by } = event;
  switch (fact.type) {
    case 'joined':
      return joined(asGuest(room, event), { person: by, roles: fact.roles ?? ['observer'], at: event.at });
    case 'left':
      return left(room, by);
    case 'device-handed': {
      const owner = event.via ?? by;
      const { [owner]: _, ...others } = room.devices;
      const devices = fact.to === owner ? others : { ...others, [owner]: fact.to };
      return { ...room, devices, handedAt: { ...room.handedAt, [owner]: event.at } };
    }
    default:
      return undefined;
  }
}

function asGuest(room: Entered, { fact, by }: SessionEvent): Entered {
  if (fact.type !== 'joined' || !fact.guest || room.guests?.includes(by)) return room;
  return { ...room, guests: [...(room.guests ?? []), by] };
}

function joined(room: Entered, who: { person: PersonId; roles: Role[]; at: number }): Entered {
  const { person } = who;
  const present = room.present.includes(person) ? room.present : [...room.present, person];
  if (room.status === 'lobby') return { ...room, present };
  if (room.seats.includes(person)) return { ...room, present };
  return seatedLate({ ...room, present }, who);
}

/** Sits down at the end of the ring and gets a turn in every round that is not over yet; a guest sits there without one. */
function seatedLate(room: Live, { person, roles }: { person: PersonId; roles: Role[]; at: number }): Live {
  if (room.guests?.includes(person))
    return { ...room, seats: [...room.seats, person], roles: { ...room.roles, [person]: roles } };
  const runs = (index: number) => index > room.at || (index === room.at && room.turn !== undefined);
  return {
    ...room,
    seats: [...room.seats, person],
    attended: [...room.attended, person],
    roles: { ...room.roles, [person]: roles },
    plan: room.plan.map((step, index) => (runs(index) ? withTurn(step, person) : step)),
  };
}

function withTurn(step: PlannedStep, person: PersonId): PlannedStep {
  if (!step.turns || step.turnSeconds === undefined || step.turns.includes(person)) return step;
  return { ...step, turns: [...step.turns, person], seconds: step.seconds + step.turnSeconds };
}

function left(room: Entered, person: PersonId): Entered {
  const present = room.present.filter((each) => each !== person);
  const devices = Object.fromEntries(Object.entries(room.devices).filter(([owner]) => owner !== person));
  if (room.status === 'lobby') return { ...room, present, devices };
  const swapGone = room.roleSwap?.from === person || room.roleSwap?.to === person;
  return { ...room, present, devices, ...(swapGone ? { roleSwap: undefined } : {}) };
}

/** The next to speak in the running round; undefined when all who are here have spoken. */
export function nextSpeaker(room: Live, without?: PersonId): PersonId | undefined {
  if (!room.turn) return undefined;
  const done = [...room.turn.done, room.turn.person, ...(without ? [without] : [])];
  return nextInTurn(room, room.plan[room.at]?.turns ?? [], done);
}
