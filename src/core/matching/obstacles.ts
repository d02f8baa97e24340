import type { Unplaced } from './circles/matching-result.ts';

/**
 * What keeps people of a round out of circles, and what could be asked less of. It is made from public reasons alone: where
 * something private is the cause, it looks like an ordinary lack of room.
 */
export type Obstacle =
  | { kind: 'too-few-people'; count: number }
  /** `halfHours` is what would do for all who have any in common with somebody; undefined where nobody has. */
  | { kind: 'too-few-common-hours'; people: readonly string[]; needed: number; halfHours?: number }
  | { kind: 'no-common-language'; people: readonly string[] }
  | {
      kind: 'no-room';
      people: readonly string[];
      size: number;
      needed: number;
      /** Smaller circles, and fewer half-hours, where either is possible. */
      smaller?: number;
      halfHours?: number;
    };

/** What a round asks of its circles, and what became of it. */
export interface RoundOutcome {
  size: number;
  commonHalfHours: number;
  /** How many want to be in. */
  count: number;
  /** Whoever the last proposal found no circle for; empty before there is one. */
  unplaced: readonly Unplaced[];
}

/** Each obstacle once, in the order in which it is best dealt with. */
export function obstaclesOf({ size, commonHalfHours, count, unplaced }: RoundOutcome): Obstacle[] {
  if (count < 2) return [{ kind: 'too-few-people', count }];
  const of = (kind: Unplaced['reason']['kind']) => unplaced.filter(({ reason }) => reason.kind === kind);
  const people = (some: readonly Unplaced[]) => some.map(({ person }) => person);
  const obstacles: Obstacle[] = [];

  const late = of('too-few-common-hours');
  // What was asked for may have been relaxed since.
  const most = late.flatMap(({ reason }) => (reason.kind === 'too-few-common-hours' ? reason.most : []));
  if (most.some((each) => each < commonHalfHours)) {
    const possible = most.filter((each) => each > 0 && each < commonHalfHours);
    obstacles.push({
      kind: 'too-few-common-hours',
      people: people(late),
      needed: commonHalfHours,
      ...(possible.length > 0 ? { halfHours: Math.min(...possible) } : {}),
    });
  }
  const speechless = of('no-common-language');
  if (speechless.length > 0) obstacles.push({ kind: 'no-common-language', people: people(speechless) });
  const crowded = [...of('no-room-in-a-fitting-circle'), ...of('too-few-people')];
  if (crowded.length > 0)
    obstacles.push({
      kind: 'no-room',
      people: people(crowded),
      size,
      needed: commonHalfHours,
      ...(size > 2 ? { smaller: size - 1 } : {}),
      ...(commonHalfHours > 1 ? { halfHours: Math.floor(commonHalfHours / 2) } : {}),
    });
  return obstacles;
}
