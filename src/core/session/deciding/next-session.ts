import { decided, type Live, type Rule } from './situation.ts';

const twoYears = 2 * 366 * 86_400_000;

/** Sets when the circle meets next, before the room closes; said again it is changed. */
export const setNext: Rule<'set-next', Live> = {
  decide({ startsAt, timeZone }, situation) {
    const { now } = situation;
    if (!Number.isFinite(startsAt) || startsAt > now + twoYears)
      return { refusal: 'bad-date', field: 'startsAt' };
    if (startsAt <= now) return { refusal: 'date-past', field: 'startsAt' };
    if (!/^[A-Za-z][A-Za-z0-9_+\-/]{0,63}$/.test(timeZone)) return { refusal: 'unknown-time-zone' };
    return decided(situation, [{ type: 'next-set', startsAt, timeZone }], {
      effects: [{ type: 'plan-next', startsAt, timeZone }],
    });
  },
};
