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
      /** Locked circles, counted from 0, which would have room or could be formed anew. */
      locked?: readonly number[];
    }
  /** A locked circle that cannot be kept, because somebody in it no longer wants to be in; who, is not said. */
  | { kind: 'lock-left'; circle: number }
  /** Everybody sits in a locked circle: another proposal would be the same. */
  | { kind: 'all-locked' };

/** A circle that stays as it is. */
export interface LockedCircle {
  /** Counted from 0. */
  circle: number;
  members: readonly string[];
}

/** What a round asks of its circles, and what became of it. */
export interface RoundOutcome {
  size: number;
  commonHalfHours: number;
  /** Who wants to be in. */
  joining: readonly string[];
  locked?: readonly LockedCircle[];
  /** Whoever the last proposal found no circle for; empty before there is one. */
  unplaced: readonly Unplaced[];
}

/** Each obstacle once, in the order in which it is best dealt with. */
export function obstaclesOf({
  size,
  commonHalfHours,
  joining,
  unplaced,
  locked = [],
}: RoundOutcome): Obstacle[] {
  if (joining.length < 2) return [{ kind: 'too-few-people', count: joining.length }];
  const of = (kind: Unplaced['reason']['kind']) => unplaced.filter(({ reason }) => reason.kind === kind);
  const people = (some: readonly Unplaced[]) => some.map(({ person }) => person);
  const obstacles: Obstacle[] = [];
  const here = new Set(joining);
  for (const { circle, members } of locked)
    if (!members.every((person) => here.has(person))) obstacles.push({ kind: 'lock-left', circle });
  if (allLocked({ joining, locked })) obstacles.push({ kind: 'all-locked' });

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
      ...(locked.length > 0 ? { locked: locked.map(({ circle }) => circle) } : {}),
    });
  return obstacles;
}

/** Whether locks leave nobody who could be seated anew. */
export function allLocked({ joining, locked = [] }: Pick<RoundOutcome, 'joining' | 'locked'>): boolean {
  const here = new Set(joining);
  const held = locked.filter(({ members }) => members.every((person) => here.has(person)));
  const sitting = new Set(held.flatMap(({ members }) => members));
  return locked.length > 0 && joining.every((person) => sitting.has(person));
}
