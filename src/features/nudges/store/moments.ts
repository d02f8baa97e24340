import { sql } from 'kysely';
import type { CircleMember } from '#features/circles/access.ts';
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

/** When the meeting of their card on this circle's board is. */
export async function momentOnBoard(tx: Tx, member: CircleMember): Promise<Date | undefined> {
  return (await onBoard(tx, member))[0]?.at;
}

const onBoard = prepare('moment-on-board', (db, { organisationId, circleId, personId }: CircleMember) =>
  db
    .selectFrom('card_moment as m')
    .innerJoin('commitment as c', (join) =>
      join
        .onRef('c.organisation_id', '=', 'm.organisation_id')
        .onRef('c.id', '=', 'm.commitment_id')
        .on('c.circle_id', '=', circleId)
        .on('c.closed_at', 'is', null),
    )
    .select('m.at')
    .where('m.organisation_id', '=', organisationId)
    .where('m.person_id', '=', personId),
);
