import type { Instant, PersonId } from '../event.ts';
import type { Running } from '../room.ts';
import { turnElapsed } from '../time-left.ts';

/** Leaves the running step and enters another with a full clock; what belonged to the step alone is gone. */
export function enterStep<R extends Running>(room: R, { to, at }: { to: number; at: Instant }): R {
  return {
    ...room,
    at: to,
    stepStartedAt: at,
    extended: 0,
    pausedFor: 0,
    pause: undefined,
    turn: firstTurn(room, { to, at }),
    airtime: withTurnSpoken(room, at),
    asking: undefined,
    entered: { ...room.entered, [to]: (room.entered[to] ?? 0) + 1 },
    demonstrator: undefined,
    prompt: undefined,
    constraint: undefined,
    take: 1,
    takeStartedAt: at,
    anchorsAsked: false,
  };
}

/** Who speaks next: the first in order who is here and has not spoken. */
export function nextInTurn(
  room: Pick<Running, 'present'>,
  turns: PersonId[],
  done: PersonId[],
): PersonId | undefined {
  return turns.find((person) => room.present.includes(person) && !done.includes(person));
}

/** Milliseconds spoken, the running turn included. */
export function withTurnSpoken(room: Running, at: Instant): Running['airtime'] {
  if (!room.turn) return room.airtime;
  const { person } = room.turn;
  return { ...room.airtime, [person]: (room.airtime[person] ?? 0) + turnElapsed(room, at) };
}

function firstTurn(room: Running, { to, at }: { to: number; at: Instant }): Running['turn'] {
  const person = nextInTurn(room, room.plan[to]?.turns ?? [], []);
  return person === undefined ? undefined : { person, startedAt: at, extended: 0, pausedFor: 0, done: [] };
}
