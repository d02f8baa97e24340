import type { Decision } from '../effect.ts';
import { expiresAt, othersMayFrom } from '../expiry.ts';
import type { Refusal } from '../refusal.ts';
import { leaveStep } from './leave-step.ts';
import type { Live, Open, Rule, Situation } from './situation.ts';
import { decided } from './situation.ts';

/** Anyone ends a session. While somebody's pause lasts, the others wait until the pauser is gone or long silent. */
export const close: Rule<'close', Open> = {
  worksInPause: true,
  may: ({ room, by, now }) => (room.status === 'running' ? othersWait({ room, by, now }) : undefined),
  decide: (_, situation) => end(situation, 'closed'),
};

/** Sent by the job that looks after forgotten sessions; `by` is empty. */
export const expire: Rule<'expire', Open> = {
  worksInPause: true,
  fromOutside: true,
  may({ room, now }) {
    const from = expiresAt(room);
    return from !== undefined && now < from ? { refusal: 'not-yet', from } : undefined;
  },
  decide: (_, situation) => end(situation, 'expired'),
};

/** Ends a running session by the door of `move on` from the last step, too. */
export function end(situation: Situation<Open>, how: 'closed' | 'expired'): Decision {
  const { room } = situation;
  if (room.status === 'lobby') return decided(situation, [{ type: how }]);
  const left = leaveStep(room);
  const turns = room.attended.flatMap((person) =>
    (room.roles[person] ?? []).map((role) => ({ person, role })),
  );
  return decided(situation, [...left.facts, { type: how }], {
    words: [...left.words, { type: 'narrow' }],
    effects: [{ type: 'record-turns', turns }],
  });
}

/** The refusal to those who would end another's pause too early. */
export function othersWait({ room, by, now }: { room: Live; by: string; now: number }): Refusal | undefined {
  const { pause } = room;
  if (!pause || pause.by === by) return undefined;
  const from = othersMayFrom(room);
  return now < from ? { refusal: 'paused', by: pause.by, othersMayFrom: from } : undefined;
}
