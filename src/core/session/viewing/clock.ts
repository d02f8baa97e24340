import type { Live } from '../deciding/situation.ts';
import { secondsAhead, stepTotal, timeLeft, turnLeft, turnTotal } from '../time-left.ts';
import type { ClockView, RoomView, TurnView } from '../view.ts';
import type { Scene, Started } from './scene.ts';

export function viewClock({ room, now }: Scene<Live>): ClockView {
  const total = stepTotal(room);
  const endsAt = room.stepStartedAt + room.pausedFor + total;
  const ahead = secondsAhead(room) * 1000;
  return {
    total: total / 1000,
    startedAt: room.stepStartedAt,
    ...(room.pause ? { remaining: timeLeft(room, now) / 1000 } : { endsAt }),
    sessionEndsAt: endsAt + ahead,
  };
}

export function viewTurn({ room, viewer, now }: Scene<Live>): TurnView | undefined {
  const { turn } = room;
  const left = turnLeft(room, now);
  if (!turn || left === undefined) return undefined;
  const turns = room.plan[room.at]?.turns ?? [];
  const spoken = [...turn.done, turn.person];
  return {
    person: turn.person,
    mine: turn.person === viewer,
    seconds: turnTotal(room) / 1000,
    ...(room.pause
      ? { remaining: left / 1000 }
      : { endsAt: turn.startedAt + turn.pausedFor + turnTotal(room) }),
    ahead: turns.filter((person) => room.present.includes(person) && !spoken.includes(person)),
  };
}

/** Ended turns only: a running one would change the view every second. */
export function viewAirtime({ room }: Scene<Started>): RoomView['airtime'] {
  const spoken = room.seats.filter((person) => (room.airtime[person] ?? 0) > 0);
  const all = spoken.reduce((sum, person) => sum + (room.airtime[person] ?? 0), 0);
  return spoken.map((person) => {
    const milliseconds = room.airtime[person] ?? 0;
    return { person, seconds: Math.round(milliseconds / 1000), share: milliseconds / all };
  });
}
