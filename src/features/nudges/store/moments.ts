import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';

/** All SQL about when the meetings are in which somebody's cards are due; theirs alone. */

/** Of cards that are theirs; others are passed over. */
export async function saveMoment(
  tx: Tx,
  actor: Actor,
  { card, at }: { card: string; at: Date },
): Promise<void> {
  await sql`INSERT INTO card_moment (organisation_id, commitment_id, person_id, at)
    SELECT c.organisation_id, c.id, c.owner_id, ${at} FROM commitment c
    WHERE c.organisation_id = ${actor.organisationId} AND c.id = ${card} AND c.owner_id = ${actor.personId}
    ON CONFLICT (organisation_id, person_id, commitment_id) DO UPDATE SET at = excluded.at`.execute(tx);
}

export async function deleteMoment(tx: Tx, actor: Actor, card: string): Promise<void> {
  await tx
    .deleteFrom('card_moment')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('commitment_id', '=', card)
    .execute();
}

/** By card, of these cards. */
export async function listMoments(
  tx: Tx,
  actor: Actor,
  cards: readonly string[],
): Promise<Map<string, Date>> {
  if (cards.length === 0) return new Map();
  const rows = await momentsOf(tx, { ...actor, cards });
  return new Map(rows.map(({ commitment_id, at }) => [commitment_id, at]));
}

const momentsOf = prepare(
  'moments-of-cards',
  (db, { organisationId, personId, cards }: Actor & { cards: readonly string[] }) =>
    db
      .selectFrom('card_moment')
      .select(['commitment_id', 'at'])
      .where('organisation_id', '=', organisationId)
      .where('person_id', '=', personId)
      .where('commitment_id', '=', sql<string>`any(${cards})`),
);
