import type { MatchedCircle, PublicParts } from './circles/matching-result.ts';

/** All circles of a proposal taken together, weighed by their members. */
export interface ProposalSummary {
  circles: number;
  /** Means, 0 to 1; without circles 0. */
  parts: PublicParts;
  score: number;
  /** Whether anybody wishes for help. */
  wished: boolean;
  /** The score of the weakest circle, which counts most. */
  weakest: number;
}

/** What a proposal is worth as a whole. */
export function summarise(circles: readonly MatchedCircle[]): ProposalSummary {
  const people = circles.reduce((sum, { members }) => sum + members.length, 0);
  const mean = (of: (circle: MatchedCircle) => number) =>
    people === 0 ? 0 : circles.reduce((sum, each) => sum + each.members.length * of(each), 0) / people;
  return {
    circles: circles.length,
    parts: {
      stretch: mean(({ parts }) => parts.stretch),
      ground: mean(({ parts }) => parts.ground),
      diversity: mean(({ parts }) => parts.diversity),
      hours: mean(({ parts }) => parts.hours),
      freshness: mean(({ parts }) => parts.freshness),
    },
    score: mean(({ score }) => score),
    wished: circles.some(({ wished }) => wished),
    weakest: Math.min(1, ...circles.map(({ score }) => score)),
  };
}

/** Which circles two proposals have in common, whatever their order, and which only one has; by places in each. */
export function compareProposals(
  one: readonly Pick<MatchedCircle, 'members'>[],
  other: readonly Pick<MatchedCircle, 'members'>[],
): { both: [number, number][]; onlyOne: number[]; onlyOther: number[] } {
  const keyOf = ({ members }: Pick<MatchedCircle, 'members'>) => [...members].sort().join(' ');
  const there = new Map(other.map((circle, at) => [keyOf(circle), at]));
  const both: [number, number][] = [];
  const onlyOne: number[] = [];
  for (const [at, circle] of one.entries()) {
    const same = there.get(keyOf(circle));
    if (same === undefined) onlyOne.push(at);
    else both.push([at, same]);
  }
  const shared = new Set(both.map(([, at]) => at));
  return { both, onlyOne, onlyOther: [...other.keys()].filter((at) => !shared.has(at)) };
}
