import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { type BoardCard, myOpenCards } from './read-board.ts';

/** My card on this circle's board, where it is this one; undefined for any other. */
export async function findOwnCard(tx: Tx, member: CircleMember, id: string): Promise<BoardCard | undefined> {
  return (await myOpenCards(tx, member)).find((card) => card.id === id && card.circleId === member.circleId);
}
