import { type Card, createEmptyCard, fsrs, type Grade, Rating } from 'ts-fsrs';
import type { Outcome } from './outcome.ts';

/** When an exercise was tried, in milliseconds since 1970, and how it went. */
export interface Attempt {
  at: number;
  went: Outcome;
}

/** When an exercise is worth trying again, in milliseconds since 1970, and for how many days it should hold by then. */
export interface Rest {
  dueAt: number;
  days: number;
}

/**
 * What FSRS (ts-fsrs, https://github.com/open-spaced-repetition/ts-fsrs) makes of the attempts at one exercise, oldest
 * first: the longer it holds, the longer it rests. Undefined where it was never tried. No randomness: the same attempts
 * give the same day.
 */
export function restAfter(attempts: readonly Attempt[]): Rest | undefined {
  const [first] = attempts;
  if (!first) return undefined;
  let card: Card = createEmptyCard(first.at);
  for (const { at, went } of attempts) card = scheduler.next(card, at, grades[went]).card;
  return { dueAt: card.due.getTime(), days: card.scheduled_days };
}

/** A behaviour comes back with the work: after half a year without a try, nobody remembers the exercise's words. */
const longestRestDays = 180;

const scheduler = fsrs({
  enable_fuzz: false,
  // Learning steps of minutes suit flash cards; a moment at work comes once a day at most.
  enable_short_term: false,
  maximum_interval: longestRestDays,
});

const grades: Record<Outcome, Grade> = {
  'not-yet': Rating.Again,
  hard: Rating.Hard,
  came: Rating.Good,
  'by-itself': Rating.Easy,
};
