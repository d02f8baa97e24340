import { suggestFocus } from '#core/focus/evidence.ts';
import { alphabetically } from '#core/text/alphabetically.ts';
import type { SignedIn } from '#features/people/access.ts';
import { skillTitle } from '#features/skills/use-cases/find-shipped-skill.ts';
import { getLocale } from '#messages/runtime.js';
import type { Tx } from '#server/database.ts';
import { gatherEvidence } from './gather-evidence.ts';

/** The page on which somebody chooses what they are at. */
export async function readFocus(tx: Tx, actor: SignedIn) {
  const { profile, evidence, history } = await gatherEvidence(tx, actor);
  const { focusSkill, focusTitle, choices } = profile;
  const titles = new Map(choices.map(({ value, label }) => [value, label]));
  return {
    focus: focusSkill ? { skill: focusSkill, title: focusTitle ?? focusSkill } : undefined,
    since: history.find(({ endedAt }) => endedAt === null)?.beganAt,
    suggested: suggestFocus(evidence, { focus: focusSkill, locale: getLocale() }),
    evidence: evidence.toSorted(alphabetically(getLocale(), ({ title }) => title)),
    choices,
    history: history
      .filter(({ endedAt }) => endedAt !== null)
      .map((row) => ({ ...row, title: titles.get(row.skill) ?? skillTitle(row.skill) })),
  };
}
