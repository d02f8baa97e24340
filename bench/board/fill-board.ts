import { sql } from 'kysely';
import type { Actor, Database } from '#server/database.ts';

/**
 * Three years of cards of five people, with ten sightings each, as plain rows straight into the tables: on the board of the
 * circle that was made last. Answers its first member and the circle.
 */
export async function fillBoard(database: Database): Promise<{ actor: Actor; circleId: string }> {
  return database.asMaintenance(async (tx) => {
    const seats = await tx
      .selectFrom('membership')
      .select(['organisation_id', 'circle_id', 'person_id'])
      .orderBy('organisation_id', 'desc')
      .orderBy('seat')
      .limit(5)
      .execute();
    const [first] = seats;
    if (!first) throw new Error('nobody sits in a circle');
    const { organisation_id: organisation, circle_id: circleId } = first;
    await sql`UPDATE membership SET joined_at = now() - interval '4 years' WHERE circle_id = ${circleId}`.execute(
      tx,
    );
    await sql`INSERT INTO commitment (organisation_id, id, circle_id, owner_id, experiment, behaviour, context, criterion,
        created_at, outcome, outcome_note, outcome_at, closed_at)
      SELECT m.organisation_id, gen_random_uuid(), m.circle_id, m.person_id,
        'I will ask one open question before I say what I would do, and count to five after it.',
        'Asks before advising', 'Tuesday planning with the platform team', 'Somebody else found the way',
        now() - n * interval '7 days', 'learned', 'It took longer than I thought, and they thanked me for it.', now(),
        CASE WHEN n > 0 THEN now() END
      FROM membership m CROSS JOIN generate_series(0, 156) n WHERE m.circle_id = ${circleId}`.execute(tx);
    await sql`INSERT INTO sighting (organisation_id, id, commitment_id, circle_id, author_id, text)
      SELECT c.organisation_id, gen_random_uuid(), c.id, c.circle_id, m.person_id,
        'You waited after your question, and she told us what was really in the way.'
      FROM commitment c JOIN membership m ON m.organisation_id = c.organisation_id AND m.circle_id = c.circle_id
      CROSS JOIN generate_series(1, 2) WHERE c.circle_id = ${circleId}`.execute(tx);
    return { actor: { organisationId: organisation, personId: first.person_id }, circleId };
  });
}
