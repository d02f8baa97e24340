import type { PoolClient } from 'pg';
import type { Clause } from '#core/agreement/clause.ts';
import { hardMoments } from '#core/agreement/template.ts';
import type { Member, RoomContext } from '#core/session/room.ts';
import { agreementInForce } from '#features/agreements/use-cases/read-agreement.ts';
import { allAnswered } from '#server/all-answered.ts';
import type { Tx } from '#server/database.ts';
import { openWords } from '#server/vault/open-words.ts';
import type { SessionMember } from '../access.ts';
import { playedPlaybook } from './played-playbook.ts';
import { totalsOfCircle } from './rota.ts';

/** What the machine must be told and does not remember, as this member may know it; a guest knows no cards and no turns. */
export async function readContext(tx: Tx, client: PoolClient, member: SessionMember): Promise<RoomContext> {
  if (member.guest) return readAsGuest(client, member);
  // Whoever has left the circle since still reads the session, and no longer the agreement; neither a job nor a session that
  // is over has a need of it.
  const [session, agreement] = await allAnswered([
    readAround(client, member),
    member.personId && !member.over ? agreementInForce(tx, member) : undefined,
  ]);
  const { organisationId } = member;
  const consented = agreement?.consented ?? [];
  const cards = await openWords(client, 'commitment', organisationId, session.cards, { owner: 'owner' });
  return contextOf(member, session, {
    consented,
    cards,
    hardMoments: agreement?.hardMoments ?? [],
  });
}

/** A guest is let in by the agreement's words alone, so their own yes is not asked for again. */
async function readAsGuest(client: PoolClient, member: SessionMember): Promise<RoomContext> {
  const { rows } = await client.query<{ room: (Around & { hard: Clause[] }) | null }>({
    name: 'read-guest-room',
    text: 'SELECT guest_room($1) AS room',
    values: [member.sessionId],
  });
  const room = rows[0]?.room;
  if (!room) throw new Error('a guest’s session is over');
  const consented = room.members.filter((one) => one.consented).map(({ id }) => id);
  return contextOf(member, room, { consented, cards: [], hardMoments: hardMoments(room.hard) });
}

function contextOf(
  member: SessionMember,
  session: Around,
  { consented, cards, hardMoments }: { consented: string[]; cards: Around['cards']; hardMoments: string[] },
): RoomContext {
  const number = session.number ?? 0;
  return {
    sessionId: member.sessionId,
    number,
    circle: { id: session.circle_id, name: session.circle_name },
    playbook: playedPlaybook(session.playbook_text ?? ''),
    playbookSlug: session.playbook_slug ?? '',
    members: session.members.map(({ pronouns, cameWhileOpen, guest, ...row }) => ({
      ...row,
      ...(cameWhileOpen ? { cameWhileOpen } : {}),
      ...(guest ? { guest } : {}),
      ...(pronouns ? { pronouns } : {}),
      consented: guest || consented.includes(row.id),
    })),
    openPairs: session.pairs ?? [],
    openCards: cards.map(({ hasOutcome, ...card }) => ({
      ...card,
      ...(hasOutcome ? { hasOutcome } : {}),
    })),
    rotaTotals: session.totals,
    hardMoments,
    ...(session.meeting_link ? { meetingLink: session.meeting_link } : {}),
    firstSession: number === 1,
    oneDevice: session.one_device,
  };
}

interface Around {
  number: number | null;
  one_device: boolean;
  playbook_slug: string | null;
  playbook_text: string | null;
  circle_id: string;
  circle_name: string;
  meeting_link: string | null;
  members: (Omit<Member, 'consented' | 'pronouns'> & { pronouns: string | null; consented?: boolean })[];
  cards: (Omit<RoomContext['openCards'][number], 'hasOutcome'> & { hasOutcome: true | null })[];
  totals: RoomContext['rotaTotals'];
  /** Absent where no member asks. */
  pairs?: RoomContext['openPairs'];
}

/**
 * The session's row, its members, and the circle's cards and its rota: one statement, since every page and stream begins so.
 * Cards are asked about while it runs, the rota until it starts; afterwards neither is read. Who manages whom is asked only
 * where somebody can start it or come in: a job does neither.
 */
async function readAround(client: PoolClient, member: SessionMember): Promise<Around> {
  const { rows } = await client.query<Around>({
    name: member.personId ? 'read-session-context' : 'read-session-context-for-job',
    text: `SELECT s.number, s.one_device, s.playbook_slug, s.playbook_text, c.id AS circle_id, c.name AS circle_name,
        t.meeting_link,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'pronouns', p.pronouns,
            'timeZone', p.time_zone, 'cameWhileOpen', m.came_while_open, 'guest', m.guest,
            'newcomer', NOT m.guest AND NOT EXISTS (SELECT 1 FROM rota_turn r
              WHERE r.organisation_id = m.organisation_id AND r.circle_id = $3 AND r.person_id = m.person_id
                AND r.session_number < coalesce(s.number, 0))) ORDER BY m.guest, h.seat, p.name), '[]')
          FROM (SELECT i.organisation_id, i.person_id, i.came_while_open, i.guest FROM session_member i
              WHERE i.organisation_id = $1 AND i.session_id = $2
            -- Those who sat in and do so no longer: what they said keeps its name.
            UNION SELECT v.organisation_id, v.guest_id, true, true FROM visit v
              WHERE v.organisation_id = $1 AND v.session_id = $2 AND v.came_at IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM session_member x WHERE x.organisation_id = $1 AND x.session_id = $2
                  AND x.person_id = v.guest_id)) m
          JOIN person p ON p.organisation_id = m.organisation_id AND p.id = m.person_id
          LEFT JOIN membership h ON h.organisation_id = m.organisation_id AND h.person_id = m.person_id
            AND h.circle_id = $3 AND h.left_at IS NULL) AS members,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'owner', k.owner_id, 'experiment', k.experiment,
            'context', k.context, 'criterion', k.criterion, 'hasOutcome', CASE WHEN k.outcome IS NOT NULL THEN true END)), '[]')
          FROM commitment k
          WHERE k.organisation_id = $1 AND k.circle_id = $3 AND k.closed_at IS NULL
            AND s.status IN ('planned', 'open', 'running')) AS cards,
        ${member.personId ? openPairs : ''}
        CASE WHEN s.status IN ('planned', 'open') THEN ${totalsOfCircle} ELSE '[]' END AS totals
      FROM session s
      JOIN circle c ON c.organisation_id = s.organisation_id AND c.id = s.circle_id
      LEFT JOIN circle_content t ON t.organisation_id = c.organisation_id AND t.circle_id = c.id
      WHERE s.organisation_id = $1 AND s.id = $2`,
    values: [member.organisationId, member.sessionId, member.circleId],
  });
  const [row] = rows;
  if (!row) throw new Error('a session that was proven is not there');
  return row;
}

/**
 * A manager and their report in this session who have not both said yes. That somebody manages somebody is a row's word that
 * colleagues read; whether the two have answered is asked of the database only where there is such a pair.
 */
const openPairs = `(SELECT coalesce(jsonb_agg(jsonb_build_array(p.manager_id, p.id)), '[]')
          FROM session_member i
          JOIN person p ON p.organisation_id = i.organisation_id AND p.id = i.person_id
          JOIN session_member b ON b.organisation_id = i.organisation_id AND b.session_id = i.session_id
            AND b.person_id = p.manager_id
          CROSS JOIN LATERAL open_manager_pairs($3, ARRAY[p.manager_id, p.id])
          WHERE i.organisation_id = $1 AND i.session_id = $2 AND s.status IN ('planned', 'open', 'running')) AS pairs,`;
