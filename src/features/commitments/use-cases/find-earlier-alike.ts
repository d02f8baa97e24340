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

/**
 * How many are compared beside a card that somebody reads, a year of a circle of five; and where somebody asks for it, four. The
 * latter takes some forty milliseconds.
 */
const compared = { beside: 250, asked: 1000 };

/**
 * Earlier cards of the circle on the same behaviour or with similar words. They are compared in memory, since nobody but the
 * program can read what is sealed; so only the newest are, further back where they were `asked` for.
 */
export async function findEarlierAlike(
  tx: Tx,
  member: CircleMember,
  { card, not, asked = false }: { card: ComparedCard; not?: string; asked?: boolean },
): Promise<AlikeCard[]> {
  const limit = asked ? compared.asked : compared.beside;
  const earlier = await listEarlierCards(tx, member, { not, limit });
  return findAlike({ card, earlier }).map(({ id, owner_id, experiment, created_at, outcome }) => ({
    id,
    ownerId: owner_id,
    experiment,
    createdAt: created_at,
    ...(outcome ? { outcome: outcome as Outcome } : {}),
  }));
}
