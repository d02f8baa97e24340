import type { Ladder } from '#core/ladder/ladder.ts';
import { listShippedSkills } from '#features/skills/use-cases/find-shipped-skill.ts';
import { shippedFolder } from '#server/shipped-folder.ts';
import { readShippedLadders } from '../store/shipped.ts';

let ladders: Ladder[] | undefined;

/**
 * The ladders that come with the program; read once, at first use. Call it when the server starts: a file that cannot be
 * read throws there, with every place named.
 */
export function listShippedLadders(): readonly Ladder[] {
  ladders ??= readShippedLadders(shippedFolder('ladders', 'listening.md'), {
    skills: listShippedSkills(),
  });
  return ladders;
}

/** Undefined when this skill has no ladder. */
export function findShippedLadder(skill: string): Ladder | undefined {
  return listShippedLadders().find((ladder) => ladder.skill === skill);
}
