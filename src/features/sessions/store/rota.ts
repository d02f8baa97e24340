import { sql } from 'kysely';
import type { RotaTotal } from '#core/rota/rota.ts';
import type { Actor, Tx } from '#server/database.ts';

/**
 * What the rota goes by, for those who are in the circle `c` now: the room and whoever guesses at a role read the same. It is
 * counted as turns are written, so the circle's past is not read, however long it is.
 */
export const totalsOfCircle = `(SELECT coalesce(jsonb_agg(jsonb_build_object('person', r.person_id, 'role', r.role,
            'turns', r.turns, 'share', r.share)), '[]')
          FROM rota_total r
          WHERE r.organisation_id = c.organisation_id AND r.circle_id = c.id AND (r.person_id IS NULL
            OR EXISTS (SELECT 1 FROM membership n WHERE n.organisation_id = r.organisation_id
              AND n.circle_id = r.circle_id AND n.person_id = r.person_id AND n.left_at IS NULL)))`;

export async function readTotals(tx: Tx, actor: Actor, circleId: string): Promise<RotaTotal[]> {
  const { rows } = await sql<{
    totals: RotaTotal[];
  }>`SELECT ${sql.raw(totalsOfCircle)} AS totals FROM circle c
    WHERE c.organisation_id = ${actor.organisationId} AND c.id = ${circleId}`.execute(tx);
  return rows[0]?.totals ?? [];
}
