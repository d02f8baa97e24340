import type { Allowance } from '../allowance.ts';
import { boundByMates } from './bound-by-mates.ts';
import { boundCircles } from './bound-circles.ts';
import { curved } from './curve.ts';
import type { MatchingResult } from './matching-result.ts';
import type { MatchRound } from './round.ts';

/** Budgets of the two searches for a bound; without the second there is only the quick one. */
export interface OpenAllowances {
  quick: Allowance;
  thorough?: Allowance | undefined;
}

/**
 * A result with the value and the bound that all may know: by the scores that are shown with its circles, and by a round in
 * which nobody keeps anything to themselves. Private rules only make fewer circles possible, so it is a bound all the same;
 * and as both follow from what is shown and what is public, they tell nothing of likes and do-not-match. Where nothing
 * closer is found in time it is that of perfect circles for all whom public rules do not keep from everybody.
 */
export function boundOpenly(
  round: MatchRound,
  found: MatchingResult,
  { quick, thorough }: OpenAllowances,
): MatchingResult {
  const value = found.circles.reduce((sum, { members, score }) => sum + members.length * curved(score), 0);
  const open = openRound(round);
  const members = found.circles.map((circle) => circle.members);
  const hopeless = found.unplaced.filter(
    ({ reason }) => reason.kind !== 'no-room-in-a-fitting-circle',
  ).length;
  const bounds = open
    ? [
        boundByMates(open, quick, members),
        thorough && found.unplaced.length === 0 ? boundCircles(open, thorough, members) : undefined,
      ].flatMap((each) => (each ? [each.value] : []))
    : [];
  const bound = Math.max(value, Math.min(round.people.length - hopeless, ...bounds));
  return { ...found, value, bound, gap: bound > 0 ? (bound - value) / bound : 0, proven: open !== undefined };
}

/** The round as far as it is public; undefined where only likes have a weight. */
function openRound(round: MatchRound): MatchRound | undefined {
  const weights = { ...round.weights, likes: 0 };
  if (!Object.values(weights).some((weight) => weight > 0)) return undefined;
  const people = round.people.map(
    ({
      notWith: _,
      sameLevelOnly: _level,
      likes: _likes,
      manager: _manager,
      managerWelcome: _both,
      ...open
    }) => open,
  );
  return { ...round, people, weights };
}
