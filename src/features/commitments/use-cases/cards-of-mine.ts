import { cardLife, type LifeStep, type SaidKind } from '#core/commitments/card-life.ts';
import { type Place, printPlace } from '#core/received/place.ts';
import { tellCircle } from '#features/changes/use-cases/tell-circle.ts';
import { tellPeople } from '#features/changes/use-cases/tell-people.ts';
import { tellOpenSession } from '#features/sessions/use-cases/tell-open-session.ts';
import { allAnswered } from '#server/all-answered.ts';
import type { Actor, Tx } from '#server/database.ts';
import { deleteCardOfMine, listCardsOfMine, listCirclesOfCards } from '../store/cards.ts';
import { listSightingsOfMyStay } from '../store/sightings.ts';
import { listStepsOfMine } from '../store/steps.ts';
import { type BoardCard, withSightings } from './read-board.ts';

/** One of somebody's own cards, as their own list shows it. */
export interface CardOfMine {
  card: BoardCard;
  /** Their own words of it over time, oldest first. */
  life: LifeStep[];
  /** `name` is missing where they may not know it; `member`: they sit there today. */
  circle: { id: string; name?: string; member: boolean };
}

const onAPage = 10;
const all = 2 ** 31;

/** A page of all cards that somebody ever wrote, newest first. Leaving a circle changes nothing about it. */
export async function readCardsOfMine(
  tx: Tx,
  actor: Actor,
  { before }: { before?: Place | undefined },
): Promise<{ cards: CardOfMine[]; older?: string }> {
  const { cards: rows, more } = await listCardsOfMine(tx, actor, { before, limit: onAPage });
  const ids = rows.map(({ id }) => id);
  const [circles, seen, steps] = await allAnswered([
    listCirclesOfCards(tx, actor, [...new Set(rows.map(({ circle_id }) => circle_id))]),
    listSightingsOfMyStay(tx, actor, ids),
    listStepsOfMine(tx, actor, ids),
  ]);
  const show = withSightings(actor, seen, all);
  const cards = rows.map((row): CardOfMine => {
    const card = show(row);
    const said = steps
      .filter(({ commitment_id }) => commitment_id === row.id)
      .map(
        ({ id, kind, words, feeling, happened_at }): LifeStep => ({
          ...{ id, kind: kind as SaidKind, at: happened_at, words },
          ...(feeling ? { feeling } : {}),
        }),
      );
    return {
      card,
      life: cardLife({ ...card, ...(row.outcome_at ? { outcomeAt: row.outcome_at } : {}) }, said),
      circle: circles.find(({ id }) => id === row.circle_id) ?? { id: row.circle_id, member: false },
    };
  });
  const last = rows.at(-1);
  return { cards, ...(more && last ? { older: printPlace(last) } : {}) };
}

/**
 * Takes away a card of theirs for good, also in a circle that they left: what they said of it and what was seen of it go with
 * it. False where it is not theirs, or gone already.
 */
export async function removeCardOfMine(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const gone = await deleteCardOfMine(tx, actor, id);
  if (!gone) return false;
  const { organisationId, personId } = actor;
  const circle = { organisationId, circleId: gone.circleId };
  await tellOpenSession(tx, circle);
  await tellCircle(tx, circle, 'board');
  await tellPeople(tx, { organisationId, people: [personId], topic: 'received' });
  return true;
}
