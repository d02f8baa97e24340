import type { Card } from '../command.ts';
import type { Refusal } from '../refusal.ts';
import { unlessIn } from './in-step.ts';
import { decided, type Live, type Rule, type Situation } from './situation.ts';

/** Longest text of each field of a card, in characters. */
export const cardLengths = { experiment: 280, behaviour: 160, context: 200, criterion: 280 };

/** Only the owner commits, whoever typed; one open card for each person and circle. */
export const commit: Rule<'commit', Live> = {
  may(situation) {
    const open = openCard(situation);
    if (open) return { refusal: 'open-card', commitmentId: open.id };
    if (situation.room.committed.includes(situation.by)) return { refusal: 'open-card' };
    return unlessIn(situation.room, ['commit', 'reflect', 'gratitude']);
  },
  decide({ commitmentId, card }, situation) {
    const wrong = cardProblem(card, situation.now);
    if (wrong) return wrong;
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
        effects: [{ type: 'create-commitment', id: commitmentId, owner: situation.by, card }],
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

/** What is wrong with a card; `dueOn` may be left empty, and yesterday still passes, for time zones. */
export function cardProblem(card: Card, now: number): Refusal | undefined {
  if (!card.experiment.trim()) return { refusal: 'empty', field: 'experiment' };
  for (const [field, most] of Object.entries(cardLengths)) {
    if (card[field as keyof typeof cardLengths].length > most) return { refusal: 'too-long', field, most };
  }
  if (card.dueOn === '') return undefined;
  const due = /^\d{4}-\d{2}-\d{2}$/.test(card.dueOn) ? Date.parse(`${card.dueOn}T00:00:00Z`) : Number.NaN;
  // Some engines roll 30 February over to March; a date that does not print as it was typed is none.
  if (Number.isNaN(due) || new Date(due).toISOString().slice(0, 10) !== card.dueOn)
    return { refusal: 'bad-date' };
  const day = 86_400_000;
  return due < now - 2 * day ? { refusal: 'date-past' } : undefined;
}

function openCard({ context, by }: Pick<Situation<Live>, 'context' | 'by'>) {
  return context.openCards.find(({ owner }) => owner === by);
}
