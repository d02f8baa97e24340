import type { Actor, Tx } from '#server/database.ts';
import { listClimbs } from '../store/practice.ts';
import { readPractice } from './read-practice.ts';

export interface PracticeDue {
  skill: string;
  title: string;
  /** Milliseconds since 1970. */
  dueAt: number;
}

/** The exercise that is to be tried again first; none while somebody rests or has done enough this week. */
export async function practiceDue(
  tx: Tx,
  actor: Actor & { timeZone: string },
  now: number,
): Promise<PracticeDue | undefined> {
  if ((await listClimbs(tx, actor)).length === 0) return undefined;
  const { climbing, guard } = await readPractice(tx, actor, now);
  if (guard.may !== 'go-on') return undefined;
  const due = climbing.flatMap(({ skill, title, next, restsUntil }) => {
    const dueAt = next ? next.dueAt : restsUntil;
    return dueAt === undefined ? [] : [{ skill, title, dueAt }];
  });
  return due.sort((one, other) => one.dueAt - other.dueAt)[0];
}
