/** The smaller, the more the weakest circles count; with a quarter, a step up from 0 counts 25 times one up to 1. */
const knee = 0.25;

/**
 * What a score of 0 to 1 is worth to each member, again 0 to 1: a harmonic mean whose pole is moved below 0, so the
 * weakest circles count most and still no single one drowns all others (docs/decisions/0007). Increasing and concave.
 */
export function curved(score: number): number {
  return (score * (1 + knee)) / (score + knee);
}
