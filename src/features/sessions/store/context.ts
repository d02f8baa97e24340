import { sql, type Transaction } from 'kysely';
import type { RoomContext } from '#core/session/room.ts';
import { agreementInForce } from '#features/agreements/use-cases/read-agreement.ts';
import { findCircleMember } from '#features/circles/access.ts';
import type { DB } from '#server/schema.generated.ts';
import type { SessionMember } from '../access.ts';
import { playedPlaybook } from './played-playbook.ts';

/** Sessions that the rota looks back on: more would not change who is next, and would grow with the circle's past. */
const rotaWindow = 20;

/** What the machine must be told and does not remember, as this member may know it. */
export async function readContext(tx: Transaction<DB>, member: SessionMember): Promise<RoomContext> {
  const session = await tx
    .selectFrom('session as s')
    .innerJoin('circle as c', (join) =>
      join.onRef('c.organisation_id', '=', 's.organisation_id').onRef('c.id', '=', 's.circle_id'),
    )
    .leftJoin('circle_content as t', (join) =>
      join.onRef('t.organisation_id', '=', 'c.organisation_id').onRef('t.circle_id', '=', 'c.id'),
    )
    .select([
      's.number',
      's.one_device',
      's.playbook_slug',
      's.playbook_text',
      'c.id',
      'c.name',
      't.meeting_link',
    ])
    .where('s.organisation_id', '=', member.organisationId)
    .where('s.id', '=', member.sessionId)
    .executeTakeFirstOrThrow();
  const number = session.number ?? 0;
  const members = await tx
    .selectFrom('session_member as m')
    .innerJoin('person as p', (join) =>
      join.onRef('p.organisation_id', '=', 'm.organisation_id').onRef('p.id', '=', 'm.person_id'),
    )
    .leftJoin('membership as h', (join) =>
      join
        .onRef('h.organisation_id', '=', 'm.organisation_id')
        .onRef('h.person_id', '=', 'm.person_id')
        .on('h.circle_id', '=', member.circleId)
        .on('h.left_at', 'is', null),
    )
    .select(['p.id', 'p.name', 'p.pronouns', 'p.time_zone', 'h.seat'])
    .select(
      sql<boolean>`NOT EXISTS (SELECT 1 FROM rota_turn r WHERE r.organisation_id = m.organisation_id
          AND r.circle_id = ${member.circleId} AND r.person_id = m.person_id AND r.session_number < ${number})`.as(
        'newcomer',
      ),
    )
    .where('m.organisation_id', '=', member.organisationId)
    .where('m.session_id', '=', member.sessionId)
    .orderBy('h.seat')
    .orderBy('p.name')
    .execute();
  // Whoever has left the circle since still reads the session, and no longer the agreement; a job has no need of it.
  const inCircle = member.personId ? await findCircleMember(tx, member, member.circleId) : undefined;
  const agreement = inCircle && (await agreementInForce(tx, inCircle));
  const cards = await tx
    .selectFrom('commitment')
    .select(['id', 'owner_id as owner', 'experiment', 'criterion', 'outcome'])
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('closed_at', 'is', null)
    .execute();
  const rotaHistory = await tx
    .selectFrom('rota_turn')
    .select(['session_number as session', 'person_id as person', 'role'])
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('session_number', '>', number - rotaWindow)
    .where('session_number', '<', number)
    .orderBy('session_number')
    .execute();
  return {
    sessionId: member.sessionId,
    number,
    circle: { id: session.id, name: session.name },
    playbook: playedPlaybook(session.playbook_text ?? ''),
    playbookSlug: session.playbook_slug ?? '',
    members: members.map((row) => ({
      id: row.id,
      name: row.name,
      ...(row.pronouns ? { pronouns: row.pronouns } : {}),
      timeZone: row.time_zone,
      newcomer: row.newcomer,
      consented: agreement?.consented.includes(row.id) ?? false,
    })),
    openCards: cards.map(({ outcome, ...card }) => ({ ...card, ...(outcome ? { hasOutcome: true } : {}) })),
    rotaHistory,
    hardMoments: agreement?.hardMoments ?? [],
    ...(session.meeting_link ? { meetingLink: session.meeting_link } : {}),
    firstSession: number === 1,
    oneDevice: session.one_device,
  };
}
