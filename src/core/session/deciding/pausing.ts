import { othersMayFrom } from '../expiry.ts';
import { end, othersWait } from './ending.ts';
import { leaveStep } from './leave-step.ts';
import { decided, type Live, type Rule } from './situation.ts';

/** Anyone, at any time, without a reason, from any device. */
export const pause: Rule<'pause', Live> = {
  worksInPause: true,
  may: ({ room }) =>
    room.pause && { refusal: 'paused', by: room.pause.by, othersMayFrom: othersMayFrom(room) },
  decide: (_, situation) => decided(situation, [{ type: 'paused' }]),
};

/** Only by the one who paused, with their own code: nobody else ever resumes for them. */
export const resume: Rule<'resume', Live> = {
  worksInPause: true,
  ownCodeOnly: true,
  may({ room, by }) {
    if (!room.pause) return { refusal: 'not-paused' };
    return room.pause.by === by ? undefined : { refusal: 'not-the-pauser', by: room.pause.by };
  },
  decide: (_, situation) => decided(situation, [{ type: 'resumed' }]),
};

/** Leaves the paused step behind: by the pauser at once, by the others when the pauser is gone or long silent. */
export const goOnWithoutStep: Rule<'go-on-without-step', Live> = {
  worksInPause: true,
  may: ({ room, by, now }) => (room.pause ? othersWait({ room, by, now }) : { refusal: 'not-paused' }),
  decide(_, situation) {
    const { room } = situation;
    if (!room.plan[room.at + 1]) return end(situation, 'closed');
    const step = leaveStep(room, 'subject');
    const facts = [...step.facts, { type: 'went-on-without-step', to: room.at + 1 } as const];
    return decided(situation, facts, { words: step.words });
  },
};
