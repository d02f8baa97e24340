import { printSkill } from '#core/skills/print.ts';
import type { Problem } from '#core/text/problem.ts';
import { slugOf } from '#core/text/slug-of.ts';
import type { SignedIn } from '#features/people/access.ts';
import type { Tx } from '#server/database.ts';
import { deleteSkill, findOwnSkill, insertSkill, insertVersion } from '../store/own.ts';
import { type CheckedText, checkText } from './check-text.ts';
import { findShippedSkill } from './find-shipped-skill.ts';

export type WrittenSkill =
  | { ok: true; slug: string }
  | { ok: false; reason: 'problems'; problems: Problem[] }
  /** Somebody else saved a version meanwhile; `number` is theirs. */
  | { ok: false; reason: 'changed-meanwhile'; number: number }
  | { ok: false; reason: 'no-such-skill' };

/** Adds a skill of the organisation's own, under a slug made of its title that no other skill has. */
export async function addSkill(tx: Tx, actor: SignedIn, text: string): Promise<WrittenSkill> {
  const checked = checkText(text);
  if (!checked.skill || checked.problems.length > 0) return refused(checked);
  const { title } = checked.skill;
  const base = slugOf(title, 'our-own');
  for (let count = 1; ; count++) {
    const slug = count === 1 ? base : `${base}-${count}`;
    if (findShippedSkill(slug) || slug === 'new') continue;
    const skillId = await insertSkill(tx, actor, slug);
    if (skillId === undefined) continue;
    await insertVersion(tx, actor, { skillId, number: 1, title, text: printSkill(checked.skill) });
    return { ok: true, slug };
  }
}

/** Writes the next version after `number`, which is the one that was being changed. */
export async function changeSkill(
  tx: Tx,
  actor: SignedIn,
  { slug, number, text }: { slug: string; number: number; text: string },
): Promise<WrittenSkill> {
  const row = await findOwnSkill(tx, actor, slug);
  if (!row || !mayChange(actor, row)) return { ok: false, reason: 'no-such-skill' };
  const checked = checkText(text);
  if (!checked.skill || checked.problems.length > 0) return refused(checked);
  const meanwhile = {
    ok: false,
    reason: 'changed-meanwhile',
    number: Math.max(row.number, number + 1),
  } as const;
  if (row.number !== number) return meanwhile;
  const printed = printSkill(checked.skill);
  if (printed === row.text) return { ok: true, slug };
  const { title } = checked.skill;
  const version = { skillId: row.id, number: number + 1, title, text: printed };
  return (await insertVersion(tx, actor, version)) ? { ok: true, slug } : meanwhile;
}

/** Takes a skill away with its versions. False where there is none that this person may take away. */
export async function letGoOfSkill(tx: Tx, actor: SignedIn, slug: string): Promise<boolean> {
  const row = await findOwnSkill(tx, actor, slug);
  return row !== undefined && mayChange(actor, row) && deleteSkill(tx, actor, row.id);
}

function mayChange(actor: SignedIn, { madeBy }: { madeBy: string | null }): boolean {
  return madeBy === actor.personId || actor.role === 'owner';
}

function refused({ problems }: CheckedText): WrittenSkill {
  return { ok: false, reason: 'problems', problems };
}
