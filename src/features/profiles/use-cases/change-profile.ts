import { usualWeek, weekFromHours } from '#core/people/week.ts';
import type { Actor, Tx } from '#server/database.ts';
import type { SkillChoice, WeekForm, Work } from '../input.ts';
import { deleteSkill, findProfile, saveSkill, saveWeek, saveWork } from '../store/profile.ts';
import { chooseFocus, leaveFocus } from './choose-focus.ts';

/** Changes what a person brings to a circle; each is told by the person alone. */

export async function tellWork(tx: Tx, actor: Actor, work: Work): Promise<void> {
  await saveWork(tx, actor, work);
  if (work.focusSkill !== undefined) await chooseFocus(tx, actor, work.focusSkill);
}

/** A painted week is kept as painted; rows of hours change only the days that they say otherwise. */
export async function tellWeek(tx: Tx, actor: Actor, { painted, rows }: WeekForm): Promise<void> {
  const before = (await findProfile(tx, actor))?.week ?? usualWeek;
  await saveWeek(tx, actor, painted ?? weekFromHours(before, rows));
}

export async function tellSkill(tx: Tx, actor: Actor, choice: SkillChoice): Promise<void> {
  await saveSkill(tx, actor, choice);
}

export async function dropSkill(tx: Tx, actor: Actor, skill: string): Promise<void> {
  await deleteSkill(tx, actor, skill);
  await leaveFocus(tx, actor, skill);
}
