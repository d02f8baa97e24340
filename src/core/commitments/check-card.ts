import type { Card } from '../session/command.ts';
import type { Refusal } from '../session/refusal.ts';

/** Longest text of each field of a card, in characters. */
export const cardLengths = {
  experiment: 280,
  behaviour: 160,
  context: 200,
  criterion: 280,
  assumption: 280,
  evidence: 280,
};

/**
 * What is wrong with a card, if anything. `dueOn` may be left empty; yesterday still passes, because it is today somewhere.
 * `now` in milliseconds since the epoch.
 */
export function cardProblem(card: Card, now: number): Refusal | undefined {
  if (!card.experiment.trim()) return { refusal: 'empty', field: 'experiment' };
  for (const [field, most] of Object.entries(cardLengths)) {
    if ((card[field as keyof typeof cardLengths] ?? '').length > most)
      return { refusal: 'too-long', field, most };
  }
  if (card.dueOn === '') return undefined;
  const due = /^\d{4}-\d{2}-\d{2}$/.test(card.dueOn) ? Date.parse(`${card.dueOn}T00:00:00Z`) : Number.NaN;
  // Some engines roll 30 February over to March; a date that does not print as it was typed is none.
  if (Number.isNaN(due) || new Date(due).toISOString().slice(0, 10) !== card.dueOn)
    return { refusal: 'bad-date', field: 'dueOn' };
  const day = 86_400_000;
  return due < now - 2 * day ? { refusal: 'date-past', field: 'dueOn' } : undefined;
}
