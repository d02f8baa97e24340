import { roleLabel } from '#core/playbook/role.ts';
import { listShippedPlaybooks } from '#features/playbooks/use-cases/find-shipped-playbook.ts';
import { shippedFolder } from '#server/shipped-folder.ts';
import { readShippedSkills, type ShippedSkill } from '../store/shipped.ts';

export type { ShippedSkill };

let skills: ShippedSkill[] | undefined;

/**
 * The skills that come with the program, by title; read once, at first use. Call it when the server starts: a file that
 * cannot be read throws there, with every place named.
 */
export function listShippedSkills(): readonly ShippedSkill[] {
  skills ??= readShippedSkills(shippedFolder('skills', 'listening.md'), { playbooks: libraryPlaybooks() });
  return skills;
}

/** Undefined when none has this slug. */
export function findShippedSkill(slug: string): ShippedSkill | undefined {
  return listShippedSkills().find((shipped) => shipped.slug === slug);
}

/** A skill in words. Circles may name their own in their own forms; those are shown as they are written. */
export function skillTitle(slug: string): string {
  return findShippedSkill(slug)?.skill.title ?? roleLabel(slug.replaceAll('-', ' '));
}

/** What a skill may name as practising it. */
export function libraryPlaybooks(): string[] {
  return listShippedPlaybooks().map(({ slug }) => slug);
}
