import { type Allowance, stretch } from '../allowance.ts';
import { circleTable } from './circle-table.ts';
import { circleValue } from './circle-value.ts';
import { matchCircles, resultOf, seekCircles } from './match-circles.ts';
import type { MatchingResult } from './matching-result.ts';
import type { MatchRound } from './round.ts';

/** Share of the allowance for neighbourhoods; the rest is for the whole, where they leave somebody out. */
const nearShare = 0.6;

/**
 * Forms circles within neighbourhoods (neighbourhoods.ts), each by itself, so that a further proposal brings few people
 * together who were not near each other before. Where that leaves somebody without a circle for whom the whole round has
 * one, the whole round is matched instead: a person's circle comes first.
 */
export function matchNearby(
  round: MatchRound,
  areas: readonly (readonly string[])[],
  allowance: Allowance,
): MatchingResult {
  const near = nearby(round, areas, stretch(allowance, { from: 0, to: nearShare }));
  if (near.unplaced.length === 0) return near;
  const whole = matchCircles(round, stretch(allowance, { from: nearShare, to: 1 }));
  return whole.unplaced.length < near.unplaced.length ? whole : near;
}

function nearby(
  round: MatchRound,
  areas: readonly (readonly string[])[],
  allowance: Allowance,
): MatchingResult {
  const table = circleTable(round);
  const value = circleValue(table, round);
  const kept = round.kept ?? [];
  const placeOf = new Map(round.people.map(({ id }, place) => [id, place]));
  const placed = new Set(kept.flatMap(({ members }) => members));
  const circles = kept.map(({ members }) =>
    members.map((id) => placeOf.get(id)).filter((place) => place !== undefined),
  );
  const left: number[] = [];
  let spent = 0;
  for (const [at, area] of areas.entries()) {
    const inside = new Set(area.filter((id) => !placed.has(id)));
    // Everybody else is as good as locked away: one circle that is left as it is, and not looked at.
    const outside = round.people.map(({ id }) => id).filter((id) => !inside.has(id));
    const before = spent;
    const part = stretch(
      (tried) => {
        spent = Math.max(spent, before + tried);
        return allowance(before + tried);
      },
      { from: at / areas.length, to: (at + 1) / areas.length },
    );
    const sought = seekCircles({ ...round, kept: [{ members: outside, open: false }] }, table, value, part);
    circles.push(...sought.circles.slice(1));
    left.push(...sought.left);
  }
  return resultOf(round, table, value, { circles, left, stopped: false });
}
