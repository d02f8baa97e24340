import type { Playbook } from '#core/playbook/playbook.ts';
import { printPlaybook } from '#core/playbook/print.ts';
import { slugOf } from '#core/text/slug-of.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { deleteOwn, insertOwn, updateOwn } from '../store/own.ts';
import { findShippedPlaybook } from './find-shipped-playbook.ts';

/** Stores a form as the circle's own, under a slug made of its title that nothing else in the circle's reach has. */
export async function keepPlaybook(
  tx: Tx,
  member: CircleMember,
  playbook: Playbook,
): Promise<{ slug: string; text: string }> {
  const text = printPlaybook(playbook);
  const base = slugOf(playbook.title, 'our-own');
  for (let count = 1; ; count++) {
    const slug = count === 1 ? base : `${base}-${count}`;
    if (findShippedPlaybook(slug)) continue;
    if (await insertOwn(tx, member, { slug, title: playbook.title, text })) return { slug, text };
  }
}

/** Changes the circle's own form in place. False when somebody let go of it meanwhile. */
export async function changeOwnPlaybook(
  tx: Tx,
  member: CircleMember,
  { slug, playbook }: { slug: string; playbook: Playbook },
): Promise<boolean> {
  return updateOwn(tx, member, { slug, title: playbook.title, text: printPlaybook(playbook) });
}

/** Takes the form out of the circle's library. Sessions keep the text that they were planned with. */
export async function letGoOfPlaybook(tx: Tx, member: CircleMember, slug: string): Promise<boolean> {
  return deleteOwn(tx, member, slug);
}
