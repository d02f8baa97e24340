import { parseSkill } from '#core/skills/parse.ts';
import type { Skill } from '#core/skills/skill.ts';
import { slugPattern } from '#core/text/front-matter-value.ts';
import type { SignedIn } from '#features/people/access.ts';
import type { Tx } from '#server/database.ts';
import { findOwnSkill, findVersionText, listVersions, type VersionRow } from '../store/own.ts';
import { findShippedSkill } from './find-shipped-skill.ts';

/** A skill that somebody opened. */
export interface OpenedSkill {
  slug: string;
  text: string;
  skill: Skill;
  /** Of the organisation's own. */
  own?: { id: string; number: number; newest: number; mayChange: boolean; versions: NamedVersion[] };
}

export type NamedVersion = VersionRow & { name: string | null };

/** The skill that comes with the program, or the organisation's own with the version asked for; undefined when neither is there. */
export async function openSkill(
  tx: Tx,
  actor: SignedIn,
  { slug, number }: { slug: string; number?: number | undefined },
): Promise<OpenedSkill | undefined> {
  const shipped = findShippedSkill(slug);
  if (shipped) return { slug, text: shipped.text, skill: shipped.skill };
  const row = slugPattern.test(slug) ? await findOwnSkill(tx, actor, slug) : undefined;
  if (!row) return undefined;
  const shown = number ?? row.number;
  const text =
    shown === row.number ? row.text : await findVersionText(tx, actor, { skillId: row.id, number: shown });
  const parsed = text === undefined ? undefined : parseSkill(text);
  if (text === undefined || !parsed?.ok) return undefined;
  const own = {
    id: row.id,
    number: shown,
    newest: row.number,
    mayChange: row.madeBy === actor.personId || actor.role === 'owner',
    versions: await listVersions(tx, actor, row.id),
  };
  return { slug, text, skill: parsed.skill, own };
}
