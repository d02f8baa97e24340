import type { SessionEvent } from '../event.ts';
import type { Room, Running } from '../room.ts';
import { stepElapsed, stepTotal, turnElapsed, turnTotal } from '../time-left.ts';
import { enterStep, withTurnSpoken } from './enter-step.ts';

type Live = Extract<Room, { status: 'running' }>;

/** Steps, turns and the clock. */
export function evolveFlow(room: Live, { fact, at, by }: SessionEvent): Room | undefined {
  switch (fact.type) {
    case 'moved-on':
    case 'went-back':
      return room.plan[fact.to] ? enterStep(room, { to: fact.to, at }) : undefined;
    case 'went-on-without-step':
      return room.plan[fact.to] ? enterStep(withoutStep(room, by), { to: fact.to, at }) : undefined;
    case 'move-on-asked':
      return { ...room, asking: { by, ready: [by], at } };
    case 'ready-to-move-on':
      return room.asking && { ...room, asking: { ...room.asking, ready: [...room.asking.ready, by] } };
    case 'extended':
      return extended(room, { seconds: fact.seconds, at });
    case 'turn-ended':
      return turnEnded(room, { next: fact.next, at });
    case 'released':
      return { ...room, released: [...room.released, { step: fact.step, pass: fact.pass }] };
    case 'closed':
    case 'expired':
      return { ...room, status: fact.type, airtime: withTurnSpoken(room, at), turn: undefined, endedAt: at };
    default:
      return undefined;
  }
}

/** The one who paused may change their mind; for the others the step is over. */
function withoutStep(room: Live, by: string): Live {
  if (!room.pause || room.pause.by === by) return room;
  return { ...room, leftBehind: { ...room.leftBehind, [room.at]: room.pause.by } };
}

/** The seconds count from now, so that they are worth something after the time was up; likewise for the turn. */
function extended(room: Live, { seconds, at }: { seconds: number; at: number }): Live {
  const over = Math.max(0, stepElapsed(room, at) - stepTotal(room)) / 1000;
  const turnOver = Math.max(0, turnElapsed(room, at) - turnTotal(room)) / 1000;
  const turn = room.turn && { ...room.turn, extended: room.turn.extended + seconds + turnOver };
  return { ...room, extended: room.extended + seconds + over, turn };
}

function turnEnded(room: Live, { next, at }: { next?: string; at: number }): Live | undefined {
  if (!room.turn) return undefined;
  const airtime: Running['airtime'] = withTurnSpoken(room, at);
  const done = [...room.turn.done, room.turn.person];
  const turn =
    next === undefined ? undefined : { person: next, startedAt: at, extended: 0, pausedFor: 0, done };
  return { ...room, airtime, turn };
}
