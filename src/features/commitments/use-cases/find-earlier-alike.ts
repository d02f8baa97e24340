import { type ComparedCard, findAlike } from '#core/commitments/alike.ts';
import type { Outcome } from '#core/commitments/outcome.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { listEarlierCards } from '../store/cards.ts';

/** An earlier card that is about the same. */
export interface AlikeCard {
  id: string;
  ownerId: string;
  experiment: string;
  createdAt: Date;
  outcome?: Outcome;
}

/** Two years and a half of a circle of two, a year of one of five. */
const compared = 250;

/**
 * Earlier cards of the circle on the same behaviour or with similar words. They are compared in memory, since nobody but the
 * program can read what is sealed; so at most the newest 250 are.
 */
export async function findEarlierAlike(
  tx: Tx,
  member: CircleMember,
  { card, not }: { card: ComparedCard; not?: string | undefined },
): Promise<AlikeCard[]> {
  const earlier = await listEarlierCards(tx, member, { not, limit: compared });
  return findAlike({ card, earlier }).map(({ id, owner_id, experiment, created_at, outcome }) => ({
    id,
    ownerId: owner_id,
    experiment,
    createdAt: created_at,
    ...(outcome ? { outcome: outcome as Outcome } : {}),
  }));
}
