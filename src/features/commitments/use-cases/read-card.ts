import { cardLife, type LifeStep, type SaidKind } from '#core/commitments/card-life.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { allAnswered } from '#server/all-answered.ts';
import type { Tx } from '#server/database.ts';
import { findCard, findNextCard } from '../store/cards.ts';
import { listSteps } from '../store/steps.ts';
import { type AlikeCard, findEarlierAlike } from './find-earlier-alike.ts';
import { type BoardCard, cardsWithSightings } from './read-board.ts';

/** A card with all that there is to tell of it. */
export interface CardPage {
  card: BoardCard;
  ownerId: string;
  mine: boolean;
  /** It stands on the board still. */
  onBoard: boolean;
  life: LifeStep[];
  /** Which card it grew out of, and which one grew out of it. */
  before?: LinkedCard;
  after?: LinkedCard;
  alike: AlikeCard[];
}

export interface LinkedCard {
  id: string;
  experiment: string;
}

/** Nobody says how it went more often; older steps stay with their owner's archive. */
const mostSteps = 50;
/** What was seen of one card is shown whole, on its page. */
const all = 2 ** 31;

/** Undefined where the circle has no such card that this member may read. */
export async function readCard(tx: Tx, member: CircleMember, id: string): Promise<CardPage | undefined> {
  const row = await findCard(tx, member, id);
  if (!row) return undefined;
  const [steps, before, after, show, alike] = await allAnswered([
    listSteps(tx, member, { card: id, limit: mostSteps }),
    row.adjusted_from ? findCard(tx, member, row.adjusted_from) : undefined,
    findNextCard(tx, member, id),
    cardsWithSightings(tx, member, [row], all),
    findEarlierAlike(tx, member, { card: row, not: id }),
  ]);
  const card = show(row);
  const said = steps.map(
    ({ id, kind, words, feeling, happened_at }): LifeStep => ({
      id,
      kind: kind as SaidKind,
      at: happened_at,
      words,
      ...(feeling ? { feeling } : {}),
    }),
  );
  const linked = ({ id, experiment }: LinkedCard) => ({ id, experiment });
  return {
    card,
    ownerId: row.owner_id,
    mine: row.owner_id === member.personId,
    onBoard: row.closed_at === null,
    life: cardLife({ ...card, ...(row.outcome_at ? { outcomeAt: row.outcome_at } : {}) }, said),
    ...(before ? { before: linked(before) } : {}),
    ...(after ? { after: linked(after) } : {}),
    // What stands in the card's life already is not told twice.
    alike: alike.filter(({ id }) => id !== before?.id && id !== after?.id),
  };
}
