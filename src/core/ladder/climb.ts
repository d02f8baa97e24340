import { exercisesOf, isCalled, type Ladder, type PlacedExercise, type RungNumber } from './ladder.ts';
import type { Outcome } from './outcome.ts';
import { type Attempt, restAfter } from './spacing.ts';

/** An attempt at one exercise of the ladder. */
export interface NamedAttempt extends Attempt {
  exercise: string;
  /** Lines of its checklist. */
  ticked?: readonly string[];
}

export interface ClimbedExercise extends PlacedExercise {
  tried: number;
  last?: Outcome;
  /** Lines of its checklist that were ticked off the last time. */
  ticked: readonly string[];
  /** Milliseconds since 1970; undefined where it was never tried. */
  dueAt?: number;
}

export interface Climb {
  /** The highest rung that is open: a rung opens when the one below holds. */
  rung: RungNumber;
  exercises: ClimbedExercise[];
  /** What is worth trying now, the first first; empty while everything rests. */
  next: ClimbedExercise[];
  /** Where everything rests: when the first exercise is worth trying again. */
  restsUntil?: number;
}

/** How many exercises of a rung must hold before the next one opens; all, where a rung has fewer. */
export const enoughToRise = 2;

/**
 * Where a person stands on a ladder. `attempts` in any order; those at exercises that the text no longer has are passed
 * over. What is due comes first, the longest waiting first; then what was never tried, from the highest open rung down.
 */
export function climb(ladder: Ladder, attempts: readonly NamedAttempt[], now: number): Climb {
  const exercises = exercisesOf(ladder).map((exercise) => climbed(exercise, attempts));
  const rung = highestOpen(exercises);
  const open = exercises.filter((exercise) => exercise.rung <= rung);
  const due = open
    .filter(({ dueAt }) => dueAt !== undefined && dueAt <= now)
    .sort((one, other) => (one.dueAt ?? 0) - (other.dueAt ?? 0));
  const fresh = open.filter(({ tried }) => tried === 0).sort((one, other) => other.rung - one.rung);
  const next = [...due, ...fresh];
  if (next.length > 0) return { rung, exercises, next };
  return { rung, exercises, next, restsUntil: Math.min(...open.map(({ dueAt }) => dueAt ?? now)) };
}

/**
 * The one more, smaller exercise that is offered after a hard one: another for the same behaviour where there is one, from
 * a rung that is not higher, the one least tried; never the same again.
 */
export function oneMore({ exercises }: Climb, after: string): ClimbedExercise | undefined {
  const hard = exercises.find(({ name }) => name === after);
  if (!hard) return undefined;
  const smaller = exercises.filter(({ name, rung }) => name !== after && rung <= hard.rung);
  const akin = (exercise: ClimbedExercise) => (exercise.behaviour === hard.behaviour ? 0 : 1);
  return smaller.sort(
    (one, other) =>
      akin(one) - akin(other) ||
      one.rung - other.rung ||
      one.tried - other.tried ||
      one.minutes - other.minutes,
  )[0];
}

/** Whether an attempt was one after which one more, smaller one may help. */
export function wasHard(went: Outcome): boolean {
  return went === 'hard' || went === 'not-yet';
}

function climbed(exercise: PlacedExercise, attempts: readonly NamedAttempt[]): ClimbedExercise {
  const own = attempts
    .filter((attempt) => isCalled(exercise, attempt.exercise))
    .sort((one, other) => one.at - other.at);
  const { went: last, ticked = [] } = own.at(-1) ?? {};
  const rest = restAfter(own);
  return {
    ...exercise,
    tried: own.length,
    ticked,
    ...(last && { last }),
    ...(rest && { dueAt: rest.dueAt }),
  };
}

function highestOpen(exercises: ClimbedExercise[]): RungNumber {
  let rung: RungNumber = 1;
  while (rung < 4) {
    const here = exercises.filter((exercise) => exercise.rung === rung);
    const holding = here.filter(({ last }) => last === 'came' || last === 'by-itself').length;
    if (holding < Math.min(enoughToRise, here.length)) return rung;
    rung = (rung + 1) as RungNumber;
  }
  return rung;
}
