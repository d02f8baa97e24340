import { exercisesOf, isCalled } from '#core/ladder/ladder.ts';
import type { Pace } from '#core/ladder/week-guard.ts';
import type { Actor, Tx } from '#server/database.ts';
import type { ToldAttempt } from '../input.ts';
import { deleteClimb, insertAttempt, saveClimb, savePace } from '../store/practice.ts';
import { findShippedLadder } from './find-shipped-ladder.ts';

export type Practised = { ok: true } | { ok: false; reason: 'no-such-exercise' };

/** Begins a ladder; one that is climbed already goes on. */
export async function beginLadder(tx: Tx, actor: Actor, skill: string): Promise<boolean> {
  if (!findShippedLadder(skill)) return false;
  await saveClimb(tx, actor, skill);
  return true;
}

/** Puts a ladder away; what was tried on it stays, for when it is taken up again. */
export async function putLadderAway(tx: Tx, actor: Actor, skill: string): Promise<void> {
  await deleteClimb(tx, actor, skill);
}

/**
 * Keeps how an exercise went, under its name of today; who tells about one climbs its ladder. Of the ticked lines those count that the exercise
 * has. `now`: milliseconds since 1970.
 */
export async function tellAttempt(
  tx: Tx,
  actor: Actor,
  { skill, told, now }: { skill: string; told: ToldAttempt; now: number },
): Promise<Practised> {
  const ladder = findShippedLadder(skill);
  const exercise = ladder && exercisesOf(ladder).find((each) => isCalled(each, told.exercise));
  if (!exercise) return { ok: false, reason: 'no-such-exercise' };
  await saveClimb(tx, actor, skill);
  const ticked = exercise.checks.filter((check) => told.ticked.includes(check));
  const { attempt: id, went } = told;
  await insertAttempt(tx, actor, { id, skill, exercise: exercise.name, went, ticked, at: now });
  return { ok: true };
}

/** How many exercises a week are enough, and from which day on they are suggested again. */
export async function agreePace(tx: Tx, actor: Actor, pace: Pace): Promise<void> {
  await savePace(tx, actor, pace);
}
