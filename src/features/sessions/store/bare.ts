import type { Actor, Tx } from '#server/database.ts';

/** A session without a log: only planned, cancelled, or emptied by a discard. Its circle's members of now see it. */
export interface BareSession {
  id: string;
  status: 'planned' | 'cancelled' | 'discarded';
  circle: { id: string; name: string };
  startsAt?: Date;
  /** IANA zone in which its time was said. */
  timeZone?: string;
  playbook?: { slug: string; text: string };
}

export async function readBareSession(tx: Tx, actor: Actor, id: string): Promise<BareSession | undefined> {
  const row = await tx
    .selectFrom('session as s')
    .innerJoin('circle as c', (join) =>
      join.onRef('c.organisation_id', '=', 's.organisation_id').onRef('c.id', '=', 's.circle_id'),
    )
    .select([
      's.status',
      's.starts_at',
      's.time_zone',
      's.playbook_slug',
      's.playbook_text',
      'c.id as circle_id',
      'c.name',
    ])
    .where('s.organisation_id', '=', actor.organisationId)
    .where('s.id', '=', id)
    .where('s.status', 'in', ['planned', 'cancelled', 'discarded'])
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id,
    status: row.status as BareSession['status'],
    circle: { id: row.circle_id, name: row.name },
    ...(row.starts_at ? { startsAt: row.starts_at } : {}),
    ...(row.time_zone ? { timeZone: row.time_zone } : {}),
    ...(row.playbook_text ? { playbook: { slug: row.playbook_slug ?? '', text: row.playbook_text } } : {}),
  };
}
