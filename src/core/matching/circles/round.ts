import type { SessionWeeks } from '../session-weeks.ts';
import type { MatchPerson } from './person.ts';

/** The parts of a circle's score, each 0 to 1; their formulas are in circle-parts.ts. */
export const partNames = ['stretch', 'ground', 'diversity', 'hours', 'freshness', 'likes'] as const;
export type PartName = (typeof partNames)[number];

/** What counts how much in a round; only their relation matters, and at least one is above 0. */
export type RoundWeights = Readonly<Record<PartName, number>>;

/** What a round weighs unless its organiser says otherwise. */
export const usualWeights: RoundWeights = {
  stretch: 4,
  ground: 1.5,
  diversity: 1,
  hours: 2,
  freshness: 1.5,
  likes: 1,
};

/** A circle that stands: as it is, or open to more people up to the wanted size. */
export interface KeptCircle {
  members: readonly string[];
  open: boolean;
}

/** Everything that a matching is made from. */
export interface MatchRound {
  people: readonly MatchPerson[];
  /** People in a circle, 2 to 5. What does not come out even makes some circles larger by one (of five: smaller). */
  size: number;
  /** How many half-hours a week all members of a circle must have in common at least. */
  commonHalfHours: number;
  weights: RoundWeights;
  /** Which week hours were put into UTC by; it is kept with the circles. */
  weeks?: SessionWeeks;
  /** Circles that are locked, or that keep their members and may take in others. */
  kept?: readonly KeptCircle[];
  /** Fixed by the round: the same people, wishes and budget then give the same circles. */
  seed: number;
}

/** How common half-hours are counted unless a round says otherwise. */
export const usualCommonHalfHours = 2;
