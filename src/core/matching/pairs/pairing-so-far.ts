import type { PairWeights } from '../weights.ts';
import { completePairs } from './complete-pairs.ts';

/** A pairing of everybody, and what proves how good it is. */
export interface Pairing {
  /** Whom each is paired with. */
  mate: Int32Array;
  /** No pairing has a greater sum; equal to the sum when the search was not stopped. */
  bound: number;
  duals: PairDuals;
  /** Whether the duals prove that no pairing is better; otherwise `shouldStop` came first. */
  proven: boolean;
}

/**
 * Duals of twice the weights, of single people and of odd sets of people. Those of two people and of the sets that hold
 * both cover twice the weight of their pair; so no pairing has a greater sum than half of all people's duals and of each
 * set's as many times as pairs fit in.
 */
export interface PairDuals {
  people: Float64Array;
  sets: { people: number[]; dual: number }[];
}

/** The best pairs and the least bound that a search has come by. */
export class PairingSoFar {
  readonly #given: PairWeights;
  #mate: Int32Array | undefined;
  #sum = Number.NEGATIVE_INFINITY;
  #duals: PairDuals = { people: new Float64Array(), sets: [] };
  #bound = Number.POSITIVE_INFINITY;

  constructor(given: PairWeights) {
    this.#given = given;
  }

  /**
   * Takes pairs if they are better; those who are free (-1) are paired first. Where many are free and there are pairs
   * already, that would take long and seldom help.
   */
  offerPairs(pairs: Int32Array): void {
    const free = pairs.reduce((sum, partner) => sum + (partner === -1 ? 1 : 0), 0);
    if (this.#mate && free > pairs.length / 10) return;
    const mate = pairs.slice();
    completePairs(this.#given, mate);
    const { count, weights } = this.#given;
    let sum = 0;
    for (const [one, other] of mate.entries()) if (one < other) sum += weights[one * count + other] as number;
    if (sum <= this.#sum) return;
    this.#mate = mate;
    this.#sum = sum;
  }

  /** Takes duals that cover every edge, if they prove more. */
  offerDuals(duals: PairDuals): void {
    let doubled = 0;
    for (const each of duals.people) doubled += each;
    for (const { people, dual } of duals.sets) doubled += (dual * (people.length - 1)) / 2;
    const bound = Math.floor(doubled / 2);
    if (bound >= this.#bound) return;
    this.#duals = duals;
    this.#bound = bound;
  }

  get pairing(): Pairing {
    if (!this.#mate) throw new Error('No pairs were offered yet.');
    return { mate: this.#mate, bound: this.#bound, duals: this.#duals, proven: this.#sum === this.#bound };
  }
}
