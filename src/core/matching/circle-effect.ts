import type { MatchedCircle, PublicParts } from './circles/matching-result.ts';
import { weighedParts } from './round-wishes.ts';

/** Whether a circle gains or loses by a change: -3, much weaker, to 3, much stronger. */
export type Tendency = -3 | -2 | -1 | 0 | 1 | 2 | 3;

/** What a change does to one circle. */
export interface CircleEffect {
  /** Of the whole circle. */
  tendency: Tendency;
  /** The parts that change so much that one would notice, in their usual order. */
  parts: { part: keyof PublicParts; before: number; after: number; tendency: Tendency }[];
}

/** From these differences on something is a little, clearly, or much stronger. */
const steps = { score: [0.005, 0.05, 0.15], part: [0.03, 0.15, 0.4] } as const;

/** Compares a circle with itself after a change. Parts are left out that say nothing, as help where nobody wishes for any. */
export function circleEffect(
  before: Pick<MatchedCircle, 'score' | 'parts' | 'wished'>,
  after: Pick<MatchedCircle, 'score' | 'parts' | 'wished'>,
): CircleEffect {
  return {
    tendency: tendencyOf(after.score - before.score, steps.score),
    parts: weighedParts
      .filter((part) => part !== 'stretch' || before.wished || after.wished)
      .map((part) => ({
        part,
        before: before.parts[part],
        after: after.parts[part],
        tendency: tendencyOf(after.parts[part] - before.parts[part], steps.part),
      }))
      .filter(({ tendency }) => tendency !== 0),
  };
}

function tendencyOf(difference: number, [little, clear, much]: readonly [number, number, number]): Tendency {
  const size = Math.abs(difference);
  const step = size >= much ? 3 : size >= clear ? 2 : size >= little ? 1 : 0;
  return (difference < 0 && step > 0 ? -step : step) as Tendency;
}
