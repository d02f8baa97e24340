/**
 * How much a search may still do. It is asked now and then with the number of evaluations so far, and answers which
 * share of its budget is used: from 0 to 1, and 1 means stop. The search itself sees no clock.
 */
export type Allowance = (evaluations: number) => number;

/** A budget of evaluations: with the same seed it gives the same answer on every machine. */
export function evaluations(budget: number, shouldStop: () => boolean = () => false): Allowance {
  return (spent) => (shouldStop() ? 1 : Math.min(1, spent / budget));
}

/** The part of an allowance from one share to another, as an allowance of its own. */
export function stretch(whole: Allowance, { from, to }: { from: number; to: number }): Allowance {
  return (spent) => Math.max(0, Math.min(1, (whole(spent) - from) / (to - from)));
}

/** Counts the evaluations of a search that has several parts, and asks the allowance for them all. */
export interface Meter {
  spend(evaluations: number): void;
  /** Which share of the allowance is used. */
  share(): number;
}

/** A meter that begins after so many evaluations. */
export function meter(allowance: Allowance, begun = 0): Meter {
  let spent = begun;
  return {
    spend: (evaluations) => {
      spent += evaluations;
    },
    share: () => allowance(spent),
  };
}
