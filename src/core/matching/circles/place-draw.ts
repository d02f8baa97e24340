import { random } from '../random.ts';

/**
 * A number from 0 to 1 that is drawn once and for all for two people, whichever is named first. It has to be unknown to
 * whoever moves people: knowing it, one could tell a place that was not drawn from one that a hidden wish forbids.
 */
export type PairDraw = (about: 'look' | 'refusal', one: string, other: string) => number;

/** How much moving people by hand may tell. */
export interface PlaceGuard {
  /** Around so many people, drawn for each person, places are looked for ... */
  people: number;
  /** ... or so many for somebody who has no circle yet, for whom most places do not fit ... */
  waiting: number;
  /** ... and at most so many are offered. */
  places: number;
  /**
   * The share of pairs whom nobody can bring together by hand, for no reason: what is never offered is this for one pair
   * in so many, and so says next to nothing about any.
   */
  refusals: number;
  draw: PairDraw;
}

/** What is offered unless a test says otherwise; the draw is the program's own secret. */
export const usualGuard: Omit<PlaceGuard, 'draw'> = { people: 4, waiting: 16, places: 3, refusals: 0.2 };

/**
 * How many times somebody's places may be looked up in one round: once for every third person in its circles, and twenty
 * times at least. The database counts the same way, and refuses more.
 */
export function mostLooks(people: number): number {
  return Math.min(200, Math.max(20, Math.ceil(people / 3)));
}

/** A draw from a seed, for tests: a seed can be found by trying all, so whoever guards people brings a better one. */
export function seededDraw(seed: number): PairDraw {
  return (about, one, other) => {
    let hash = seed | 0;
    for (const letter of one < other ? `${about}\n${one}\n${other}` : `${about}\n${other}\n${one}`)
      hash = Math.imul(hash ^ (letter.codePointAt(0) as number), 0x01000193);
    return random(hash).share();
  };
}
