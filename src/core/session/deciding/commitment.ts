import { cardProblem } from '../../commitments/check-card.ts';
import { readMoment } from '../../nudges/moment.ts';
import { unlessIn } from './in-step.ts';
import { decided, type Live, type Rule, type Situation } from './situation.ts';

/** Only the owner commits, whoever typed; one open card for each person and circle. */
export const commit: Rule<'commit', Live> = {
  may(situation) {
    const open = openCard(situation);
    if (open) return { refusal: 'open-card', commitmentId: open.id };
    if (situation.room.committed.includes(situation.by)) return { refusal: 'open-card' };
    return unlessIn(situation.room, ['commit', 'reflect', 'gratitude']);
  },
  decide({ commitmentId, card, moment }, situation) {
    const wrong = cardProblem(card, situation.now);
    if (wrong) return wrong;
    const meeting = readMoment(moment?.typed ?? '', { zone: moment?.zone ?? '', now: situation.now });
    if (!meeting.ok) return { refusal: meeting.reason, field: 'moment' };
    const meets = meeting.at === undefined ? {} : { meetingAt: meeting.at };
    const typed = situation.words.filter(
      ({ body, subject }) => body.kind === 'card' && subject === situation.by,
    );
    return decided(
      situation,
      [
        { type: 'committed', commitmentId },
        ...typed.map(({ id }) => ({ type: 'words-removed', wordsId: id }) as const),
      ],
      {
        words: typed.map(({ id }) => ({ type: 'remove', id, by: situation.by })),
        effects: [{ type: 'create-commitment', id: commitmentId, owner: situation.by, card, ...meets }],
      },
    );
  },
};

/** Last time's card goes on; no new one beside it. */
export const carryOver: Rule<'carry-over', Live> = {
  may(situation) {
    if (!openCard(situation)) return { refusal: 'no-open-card' };
    return unlessIn(situation.room, ['check-in', 'commit', 'reflect', 'gratitude']);
  },
  decide(_, situation) {
    const open = openCard(situation);
    if (!open) return { refusal: 'no-open-card' };
    return decided(situation, [{ type: 'carried-over' }], {
      effects: [{ type: 'carry-over', commitmentId: open.id, owner: situation.by }],
    });
  },
};

function openCard({ context, by }: Pick<Situation<Live>, 'context' | 'by'>) {
  return context.openCards.find(({ owner, hasOutcome }) => owner === by && !hasOutcome);
}
