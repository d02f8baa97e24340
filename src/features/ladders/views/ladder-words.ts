import type { Outcome } from '#core/ladder/outcome.ts';
import { m } from '#messages';

const told: Record<Outcome, () => string> = {
  'not-yet': m.ladders_went_not_yet,
  hard: m.ladders_went_hard,
  came: m.ladders_went_came,
  'by-itself': m.ladders_went_by_itself,
};

/** How an attempt went, as the person says it. */
export function outcomeText(outcome: Outcome): string {
  return told[outcome]();
}
