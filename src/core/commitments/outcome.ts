/** What became of an experiment. None is better than another; `let go` is a decision, not a failure. */
export const outcomes = ['attempted', 'learned', 'adjusted', 'let go'] as const;

/** Those that say that it was tried: practice, where somebody looks back at theirs. */
export const triedOutcomes = ['attempted', 'learned', 'adjusted'] as const satisfies Outcome[];

export type Outcome = (typeof outcomes)[number];

/** Longest note to an outcome and longest sighting, in characters. */
export const noteLength = 600;
export const sightingLength = 400;

export type OutcomeProblem =
  | { reason: 'no-outcome' }
  | { reason: 'note-too-long'; most: number }
  | { reason: 'no-such-feeling' };

/** What somebody says about their card. `feeling`: how it felt, 1 to 4; left out when they would rather not say. */
export interface OutcomeSaid {
  outcome: string;
  note: string;
  feeling?: number;
}

/** Undefined: it can be kept as it is. */
export function outcomeProblem({ outcome, note, feeling }: OutcomeSaid): OutcomeProblem | undefined {
  if (!outcomes.some((each) => each === outcome)) return { reason: 'no-outcome' };
  if (note.length > noteLength) return { reason: 'note-too-long', most: noteLength };
  if (feeling !== undefined && ![1, 2, 3, 4].includes(feeling)) return { reason: 'no-such-feeling' };
  return undefined;
}
