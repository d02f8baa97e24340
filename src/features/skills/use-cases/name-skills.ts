import { alphabetically } from '#core/text/alphabetically.ts';
import { getLocale } from '#messages/runtime.js';
import type { Actor, Tx } from '#server/database.ts';
import { browseSkills } from './browse-skills.ts';
import { findShippedSkill, skillTitle } from './find-shipped-skill.ts';

/** A skill that somebody can read about, by its short name. */
export interface NamedSkill {
  slug: string;
  title: string;
}

/** All skills that somebody can read about, the organisation's own among them, by title. */
export async function listNames(tx: Tx, actor: Actor): Promise<NamedSkill[]> {
  const { shipped, own } = await browseSkills(tx, actor);
  return [...shipped, ...own]
    .map(({ slug, title }) => ({ slug, title }))
    .sort(alphabetically(getLocale(), ({ title }) => title));
}

/** Titles by short name. The organisation's own are only asked for where one is not of those that come with Rondo. */
export async function nameSkills(
  tx: Tx,
  actor: Actor,
  slugs: readonly string[],
): Promise<Record<string, string>> {
  const strange = slugs.some((slug) => !findShippedSkill(slug));
  const own = new Map(
    strange ? (await browseSkills(tx, actor)).own.map(({ slug, title }) => [slug, title]) : [],
  );
  return Object.fromEntries(slugs.map((slug) => [slug, own.get(slug) ?? skillTitle(slug)]));
}
