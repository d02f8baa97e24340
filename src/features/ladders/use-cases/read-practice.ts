import { localDay } from '#core/circles/local-day.ts';
import { type Climb, type ClimbedExercise, climb, oneMore, wasHard } from '#core/ladder/climb.ts';
import { isCalled, type Ladder } from '#core/ladder/ladder.ts';
import { countThisWeek, type Guard, guardWeek, type Pace } from '#core/ladder/week-guard.ts';
import { alphabetically } from '#core/text/alphabetically.ts';
import { skillTitle } from '#features/skills/use-cases/find-shipped-skill.ts';
import { getLocale } from '#messages/runtime.js';
import type { Actor, Tx } from '#server/database.ts';
import { type Rendered, renderSentence } from '#ui/sentence.server.ts';
import { type AttemptRow, findPace, listAttempts, listClimbs } from '../store/practice.ts';
import { findShippedLadder, listShippedLadders } from './find-shipped-ladder.ts';

/** An exercise as it is read: what to do is Markdown where it needs to be. */
export interface ShownExercise extends Omit<ClimbedExercise, 'text'> {
  text: Rendered;
}

/** A ladder, and where on it somebody stands. */
export interface Climbing {
  skill: string;
  title: string;
  rung: Climb['rung'];
  /** From the lowest rung up. */
  exercises: ShownExercise[];
  /** What is worth trying now. */
  next?: ShownExercise;
  /** Where everything rests: milliseconds since 1970. */
  restsUntil?: number;
}

export interface Practice {
  climbing: Climbing[];
  /** The ladder with the exercise that is worth trying now; none while everything rests or the week is full. */
  now?: Climbing;
  guard: Guard;
  pace: Pace;
  /** How many exercises were tried this week. */
  thisWeek: number;
  others: { skill: string; title: string }[];
}

/** What a person practises alone. `now`: milliseconds since 1970. */
export async function readPractice(
  tx: Tx,
  actor: Actor & { timeZone: string },
  now: number,
): Promise<Practice> {
  const skills = await listClimbs(tx, actor);
  const attempts = await listAttempts(tx, actor);
  const pace = await findPace(tx, actor);
  const week = weekOf({ attempts, pace, timeZone: actor.timeZone, now });
  const climbing = skills.flatMap((skill) => {
    const ladder = findShippedLadder(skill);
    return ladder ? [shown(ladder, standOn(ladder, attempts, now))] : [];
  });
  const next = week.guard.may === 'go-on' ? soonest(climbing) : undefined;
  return {
    climbing,
    ...(next && { now: next }),
    ...week,
    pace,
    others: listShippedLadders()
      .filter(({ skill }) => !skills.includes(skill))
      .map(({ skill }) => ({ skill, title: skillTitle(skill) }))
      .sort(alphabetically(getLocale(), ({ title }) => title)),
  };
}

export interface LadderPage extends Climbing {
  /** Whether it is among those that the person climbs. */
  climbed: boolean;
  guard: Guard;
  /** After a hard attempt: one more, smaller exercise, for whoever likes. */
  more?: ShownExercise;
  /** The attempt that was told last, where the address names its exercise. */
  told?: { exercise: string; hard: boolean };
}

/** One ladder; undefined where the skill has none. `told`: the exercise that the person has just told about. */
export async function readLadder(
  tx: Tx,
  actor: Actor & { timeZone: string },
  { skill, told, now }: { skill: string; told?: string | undefined; now: number },
): Promise<LadderPage | undefined> {
  const ladder = findShippedLadder(skill);
  if (!ladder) return undefined;
  const skills = await listClimbs(tx, actor);
  const attempts = await listAttempts(tx, actor);
  const pace = await findPace(tx, actor);
  const stand = standOn(ladder, attempts, now);
  const tried = told === undefined ? undefined : stand.exercises.find((each) => isCalled(each, told));
  const hard = tried?.last !== undefined && wasHard(tried.last);
  const more = tried && hard ? oneMore(stand, tried.name) : undefined;
  return {
    ...shown(ladder, stand),
    climbed: skills.includes(skill),
    guard: weekOf({ attempts, pace, timeZone: actor.timeZone, now }).guard,
    ...(tried?.last !== undefined && { told: { exercise: tried.name, hard } }),
    ...(more && { more: show(more) }),
  };
}

function standOn(ladder: Ladder, attempts: AttemptRow[], now: number): Climb {
  return climb(
    ladder,
    attempts.filter(({ skill }) => skill === ladder.skill),
    now,
  );
}

function shown({ skill }: Ladder, { rung, exercises, next: [first], restsUntil }: Climb): Climbing {
  return {
    ...{ skill, title: skillTitle(skill), rung, exercises: exercises.map(show) },
    ...(first && { next: show(first) }),
    ...(restsUntil !== undefined && { restsUntil }),
  };
}

function show(exercise: ClimbedExercise): ShownExercise {
  return { ...exercise, text: renderSentence(exercise.text) };
}

/** What has waited longest comes first; a ladder with nothing due, but something new, after it. */
function soonest(climbing: Climbing[]): Climbing | undefined {
  const waiting = ({ next }: Climbing) => next?.dueAt ?? Number.MAX_SAFE_INTEGER;
  return climbing
    .filter(({ next }) => next !== undefined)
    .sort((one, other) => waiting(one) - waiting(other))[0];
}

function weekOf(week: { attempts: AttemptRow[]; pace: Pace; timeZone: string; now: number }) {
  const dayOf = (instant: number) => localDay(new Date(instant), week.timeZone);
  const days = week.attempts.map(({ at }) => dayOf(at));
  const guard = guardWeek(week.pace, days, dayOf(week.now));
  return { guard, thisWeek: countThisWeek(days, dayOf(week.now)) };
}
