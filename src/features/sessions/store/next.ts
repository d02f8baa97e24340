import type { Tx } from '#server/database.ts';
import type { SessionMember } from '../access.ts';

export interface NextSession {
  id: string;
  startsAt: Date;
  /** IANA zone in which it was agreed. */
  timeZone: string;
  circle: { id: string; name: string };
  /** Where the circle meets, if it meets by video. */
  meetingLink?: string;
}

/** The circle's next session that has a time; undefined where none is set or the person has left the circle. */
export async function findNextSession(tx: Tx, member: SessionMember): Promise<NextSession | undefined> {
  const row = await tx
    .selectFrom('session as s')
    .innerJoin('circle as c', (join) =>
      join.onRef('c.organisation_id', '=', 's.organisation_id').onRef('c.id', '=', 's.circle_id'),
    )
    // A session's date belongs to the circle's members of now; the session asked from may have been before somebody left.
    .innerJoin('membership as m', (join) =>
      join
        .onRef('m.organisation_id', '=', 's.organisation_id')
        .onRef('m.circle_id', '=', 's.circle_id')
        .on('m.person_id', '=', member.personId)
        .on('m.left_at', 'is', null),
    )
    .leftJoin('circle_content as t', (join) =>
      join.onRef('t.organisation_id', '=', 's.organisation_id').onRef('t.circle_id', '=', 's.circle_id'),
    )
    .select(['s.id', 's.starts_at', 's.time_zone', 'c.id as circle_id', 'c.name', 't.meeting_link'])
    .where('s.organisation_id', '=', member.organisationId)
    .where('s.circle_id', '=', member.circleId)
    .where('s.status', '=', 'planned')
    .where('s.starts_at', 'is not', null)
    .orderBy('s.starts_at')
    .executeTakeFirst();
  if (!row?.starts_at) return undefined;
  return {
    id: row.id,
    startsAt: row.starts_at,
    timeZone: row.time_zone ?? 'UTC',
    circle: { id: row.circle_id, name: row.name },
    ...(row.meeting_link ? { meetingLink: row.meeting_link } : {}),
  };
}
