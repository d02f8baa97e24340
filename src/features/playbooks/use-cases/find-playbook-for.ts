import { entryOf } from '#core/playbook/entry.ts';
import { parsePlaybook } from '#core/playbook/parse.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';
import { findOwnRow, listOwnRows, type OwnRow } from '../store/own.ts';
import { findShippedPlaybook, type ShippedPlaybook } from './find-shipped-playbook.ts';

/** A playbook that a circle can use: of the library, or the circle's own form. */
export interface CirclePlaybook extends ShippedPlaybook {
  /** The circle whose own form it is. */
  own?: { circleId: string; circleName: string };
}

/** The circle's own form of this slug, else the library's playbook; undefined when there is neither. */
export async function findPlaybookFor(
  tx: Tx,
  member: CircleMember,
  slug: string,
): Promise<CirclePlaybook | undefined> {
  const row = await findOwnRow(tx, member, slug);
  return (row && fromRow(row)) ?? findShippedPlaybook(slug);
}

/** The own forms of all circles of a person, by title. */
export async function listOwnPlaybooks(tx: Tx, actor: Actor): Promise<CirclePlaybook[]> {
  const rows = await listOwnRows(tx, actor);
  return rows.flatMap((row) => fromRow(row) ?? []);
}

/** Own forms of one circle, by title. */
export async function ownPlaybooksOf(tx: Tx, member: CircleMember): Promise<CirclePlaybook[]> {
  const all = await listOwnPlaybooks(tx, member);
  return all.filter(({ own }) => own?.circleId === member.circleId);
}

/** A text that an older form of the format allowed may no longer parse; then it is left out rather than in the way. */
function fromRow(row: OwnRow): CirclePlaybook | undefined {
  const parsed = parsePlaybook(row.text);
  if (!parsed.ok) return undefined;
  return {
    slug: row.slug,
    text: row.text,
    playbook: parsed.playbook,
    entry: entryOf(row.slug, parsed.playbook),
    own: { circleId: row.circleId, circleName: row.circleName },
  };
}
