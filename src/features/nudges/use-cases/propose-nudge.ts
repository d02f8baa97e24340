import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { deleteProposal, insertProposal, type Proposal } from '../store/proposals.ts';

export type { Proposal };

/**
 * Asks that something be mentioned to somebody of the same circle, in their own hours and within what they want to be told; in
 * the caller's transaction, by the acting person. Of several with the same kind and key the last one stands, and one that was
 * mailed is not mailed again. False: the two are not in that circle together, and nothing is kept.
 */
export async function proposeNudge(tx: Tx, proposal: Proposal): Promise<boolean> {
  return insertProposal(tx, proposal, newId());
}

/** Takes it back, because it was answered or withdrawn: by whoever proposed it, or by whom it was for. */
export async function takeBackNudge(
  tx: Tx,
  proposal: Pick<Proposal, 'person' | 'kind' | 'key'>,
): Promise<void> {
  await deleteProposal(tx, proposal);
}
