import type { Actor, Tx } from '#server/database.ts';

/** A session in which one had a role was held with one; the rota keeps that whatever becomes of its words. */
export async function listHeldTimes(
  tx: Tx,
  actor: Actor,
  { from, before }: { from: Date; before: Date },
): Promise<Date[]> {
  const rows = await tx
    .selectFrom('rota_turn')
    .innerJoin('session', (join) =>
      join
        .onRef('session.organisation_id', '=', 'rota_turn.organisation_id')
        .onRef('session.circle_id', '=', 'rota_turn.circle_id')
        .onRef('session.number', '=', 'rota_turn.session_number'),
    )
    .select('session.started_at')
    .distinct()
    .where('rota_turn.organisation_id', '=', actor.organisationId)
    .where('rota_turn.person_id', '=', actor.personId)
    .where('session.started_at', '>=', from)
    .where('session.started_at', '<', before)
    .execute();
  return rows.flatMap(({ started_at }) => (started_at ? [started_at] : []));
}
