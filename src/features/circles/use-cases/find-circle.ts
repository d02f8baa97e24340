import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { type Circle, readCircle } from '../store/circle.ts';

export type { Circle };

/** What a circle says about itself, for pages of other features that stand below it. */
export async function findCircle(tx: Tx, member: CircleMember): Promise<Circle> {
  return readCircle(tx, member);
}
