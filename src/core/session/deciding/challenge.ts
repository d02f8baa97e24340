import { challengedNow, challengeOf } from '../challenged-now.ts';
import { stepNow } from './in-step.ts';
import { decided, type Live, type Rule } from './situation.ts';

/** Asks consent before a challenging prompt is shown to the one it challenges. Who challenges themselves has consented. */
export const askChallenge: Rule<'ask-challenge', Live> = {
  may: (situation) => (stepNow(situation)?.challenge ? undefined : { refusal: 'no-challenge' }),
  decide({ of }, situation) {
    const { room, by } = situation;
    if (!room.present.includes(of) || room.guests?.includes(of)) return { refusal: 'unknown-person' };
    const step = stepNow(situation);
    const challenged = step && challengedNow(room, step);
    if (challenged === undefined) return { refusal: 'no-challenge' };
    if (challenged !== of) return { refusal: 'not-challenged', of: challenged };
    const before = challengeOf(room, of);
    if (before?.answer) return { refusal: 'challenge-answered', answer: before.answer };
    if (of === by)
      return decided(situation, [{ type: 'challenge-asked', of }, { type: 'challenge-granted' }]);
    if (before) return { refusal: 'already-asked' };
    return decided(situation, [{ type: 'challenge-asked', of }]);
  },
};

/** Only by one who was asked, for themselves; "no" is final for this step and needs no reason. */
export const answerChallenge: Rule<'answer-challenge', Live> = {
  may({ room, by }) {
    const asked = challengeOf(room, by);
    return asked && !asked.answer ? undefined : { refusal: 'not-asked' };
  },
  decide: ({ granted }, situation) =>
    decided(situation, [{ type: granted ? 'challenge-granted' : 'challenge-declined' }]),
};
