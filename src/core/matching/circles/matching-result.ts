import type { SessionWeeks } from '../session-weeks.ts';
import type { PartName } from './round.ts';

/** The parts of a score that all members may know; `likes` are private and show nowhere. */
export type PublicParts = Readonly<Record<Exclude<PartName, 'likes'>, number>>;

/** Why these people sit together, as facts that all of them may know; the words are made elsewhere. */
export type CircleFact =
  | { kind: 'helps'; person: string; helper: string; skill: string }
  | { kind: 'common-hours'; halfHours: number; prime: number }
  | { kind: 'language'; languages: readonly string[] }
  | { kind: 'departments'; departments: readonly string[] }
  | { kind: 'same-department'; department: string; people: readonly string[] }
  | { kind: 'same-moment'; moment: string; people: readonly string[] }
  | { kind: 'alike-seniority'; people: readonly string[] }
  | { kind: 'all-new-to-each-other' }
  | { kind: 'met-before'; people: readonly string[]; roundsAgo: number };

export interface MatchedCircle {
  members: readonly string[];
  /** 0 to 1, from the public parts and the round's weights. */
  score: number;
  parts: PublicParts;
  /** Whether anybody in it wants to learn something; else there is nothing to say about help. */
  wished: boolean;
  /** Half-hours of the week that all members have: 11 words, as in MatchPerson. */
  commonHours: readonly number[];
  /** The week whose clocks common hours are reckoned by, where they were people's own clocks. */
  weeks?: SessionWeeks;
  facts: readonly CircleFact[];
}

/** Why somebody has no circle; only from what is public, and never more exact than that allows. */
export type UnplacedReason =
  /** Nobody else speaks a language of theirs. */
  | { kind: 'no-common-language'; languages: readonly string[] }
  /** With whomever they share a language, too few half-hours are common; `most` is the best with one other person. */
  | { kind: 'too-few-common-hours'; needed: number; most: number }
  /** There are too few people in the round. */
  | { kind: 'too-few-people' }
  /** Circles would be possible for some, but not for everybody at once. */
  | { kind: 'no-room-in-a-fitting-circle' };

export interface Unplaced {
  person: string;
  reason: UnplacedReason;
}

export interface MatchingResult {
  circles: readonly MatchedCircle[];
  unplaced: readonly Unplaced[];
  /** Sum over circles of members times the curved score (see curve.ts). */
  value: number;
  /** No choice of circles under the same rules is worth more. */
  bound: number;
  /** (bound - value) / bound. */
  gap: number;
  /** The bound may be said of these circles (bound-circles.ts, bound-by-mates.ts, bound-openly.ts); else it is only that no circle is more than perfect. */
  proven?: boolean;
  /** Whether the search was stopped from outside; the circles stand all the same. */
  stopped: boolean;
}
