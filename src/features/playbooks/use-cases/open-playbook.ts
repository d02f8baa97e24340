import { findCircleMember } from '#features/circles/access.ts';
import { circlesOf } from '#features/circles/use-cases/list-members.ts';
import type { Actor, Tx } from '#server/database.ts';
import { type CirclePlaybook, findPlaybookFor } from './find-playbook-for.ts';
import { findShippedPlaybook } from './find-shipped-playbook.ts';

export interface OpenedPlaybook {
  found: CirclePlaybook;
  /** Circles that can use it: all open ones of the person, or the one whose own form it is. */
  circles: { id: string; name: string; people: number }[];
}

/**
 * The playbook that an address means: of the library, or with a circle its own form. Undefined when there is none that
 * this person may read.
 */
export async function openPlaybook(
  tx: Tx,
  actor: Actor,
  { slug, circleId }: { slug: string; circleId?: string },
): Promise<OpenedPlaybook | undefined> {
  const open = (await circlesOf(tx, actor)).filter((circle) => !circle.closed);
  const circles = open.map(({ id, name, members }) => ({ id, name, people: members.length }));
  if (circleId === undefined) {
    const found = findShippedPlaybook(slug);
    return found && { found, circles };
  }
  const member = await findCircleMember(tx, actor, circleId);
  const found = member && (await findPlaybookFor(tx, member, slug));
  return found?.own && { found, circles: circles.filter((circle) => circle.id === circleId) };
}
