import { focusNow } from '../roles-now.ts';
import { stepNow, unlessIn } from './in-step.ts';
import { decided, type Live, type Rule } from './situation.ts';

/** Takes the floor for the demonstration; the first who offers. */
export const demonstrate: Rule<'demonstrate', Live> = {
  may({ room, by }) {
    const elsewhere = unlessIn(room, ['demonstrate']);
    if (elsewhere) return elsewhere;
    const other = room.demonstrator;
    const chosen = other !== undefined && other !== by && room.present.includes(other);
    return chosen ? { refusal: 'demonstrator-chosen', by: other } : undefined;
  },
  decide: (_, situation) => decided(situation, [{ type: 'demonstration-taken', by: situation.by }]),
};

/** Pause-rewind: the same moment again, another way. */
export const newTake: Rule<'new-take', Live> = {
  may: ({ room }) => unlessIn(room, ['drill']),
  decide: (_, situation) => decided(situation, [{ type: 'take-started', take: situation.room.take + 1 }]),
};

/** The focus owner alone asks observers to mark how well a behaviour was seen; the marks are the focus owner's. */
export const askAnchors: Rule<'ask-anchors', Live> = {
  may(situation) {
    const { room, by } = situation;
    const elsewhere = unlessIn(room, ['drill']);
    if (elsewhere) return elsewhere;
    const focus = focusNow(room);
    if (focus === undefined) return { refusal: 'no-focus-owner' };
    if (focus !== by) return { refusal: 'focus-owner-only', focus };
    if (room.anchorsAsked) return { refusal: 'already-asked' };
    return (stepNow(situation)?.behaviours.length ?? 0) > 0 ? undefined : { refusal: 'nothing-to-draw' };
  },
  decide: (_, situation) => decided(situation, [{ type: 'anchors-asked' }]),
};
