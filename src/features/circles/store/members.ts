import { sql } from 'kysely';
import { isAway } from '#core/circles/away.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { allAnswered } from '#server/all-answered.ts';
import type { Actor, Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';

/** A member as the others of the circle see them. */
export interface Member {
  id: string;
  name: string;
  pronouns?: string;
  timeZone: string;
  seat: number;
  joinedAt: Date;
  /** Away until this day (YYYY-MM-DD), while it lies ahead in their own time zone. */
  awayUntil?: string;
}

/** Members of now, in the order of their seats. */
export async function listMembers(tx: Tx, member: CircleMember): Promise<Member[]> {
  return (await membersOfCircle(tx, member)).map(toMember);
}

const membersOfCircle = prepare('members-of-circle', (db, { organisationId, circleId }: CircleMember) =>
  selectMembers(db)
    .where('membership.organisation_id', '=', organisationId)
    .where('membership.circle_id', '=', circleId),
);

/** A circle of mine, small: enough for a card with its round. */
export interface MyCircle {
  id: string;
  name: string;
  closed: boolean;
  members: Member[];
}

/** My circles with their members, open ones first, each by name. Two queries, sent together, however many circles. */
export async function listMyCircles(tx: Tx, actor: Actor): Promise<MyCircle[]> {
  const [found, rows] = await allAnswered([circlesOfMine(tx, actor), membersOfMine(tx, actor)]);
  return found.map((circle) => ({
    id: circle.id,
    name: circle.name,
    closed: circle.closed_at !== null,
    members: rows.filter((row) => row.circle_id === circle.id).map(toMember),
  }));
}

const circlesOfMine = prepare('circles-of-mine', (db, { organisationId, personId }: Actor) =>
  db
    .selectFrom('membership')
    .innerJoin('circle', (join) =>
      join
        .onRef('circle.organisation_id', '=', 'membership.organisation_id')
        .onRef('circle.id', '=', 'membership.circle_id'),
    )
    .leftJoin('circle_closure', (join) =>
      join
        .onRef('circle_closure.organisation_id', '=', 'circle.organisation_id')
        .onRef('circle_closure.circle_id', '=', 'circle.id'),
    )
    .select(['circle.id', 'circle.name', 'circle_closure.closed_at'])
    .where('membership.organisation_id', '=', organisationId)
    .where('membership.person_id', '=', personId)
    .where('membership.left_at', 'is', null)
    .orderBy(sql`circle_closure.closed_at IS NOT NULL`)
    .orderBy('circle.name')
    .orderBy('circle.id'),
);

const membersOfMine = prepare('members-of-mine', (db, { organisationId, personId }: Actor) =>
  selectMembers(db)
    .where('membership.organisation_id', '=', organisationId)
    .where('membership.circle_id', 'in', ({ selectFrom }) =>
      selectFrom('membership as mine')
        .select('mine.circle_id')
        .where('mine.organisation_id', '=', organisationId)
        .where('mine.person_id', '=', personId)
        .where('mine.left_at', 'is', null),
    ),
);

/** Away until a day; coming back earlier is deleting the row. */
export async function upsertPause(tx: Tx, member: CircleMember, returnsOn: string): Promise<void> {
  await tx
    .insertInto('membership_pause')
    .values({
      organisation_id: member.organisationId,
      circle_id: member.circleId,
      person_id: member.personId,
      returns_on: returnsOn,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'circle_id', 'person_id'])
        .doUpdateSet({ returns_on: returnsOn, since: sql`now()` }),
    )
    .execute();
}

export async function deletePause(tx: Tx, member: CircleMember): Promise<void> {
  await tx
    .deleteFrom('membership_pause')
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('person_id', '=', member.personId)
    .execute();
}

/** Ends the actor's own stay. False when it had ended already. */
export async function endOwnStay(tx: Tx, member: CircleMember): Promise<boolean> {
  const result = await sql<{ left: boolean }>`SELECT leave_circle(${member.circleId}) AS "left"`.execute(tx);
  return result.rows[0]?.left ?? false;
}

function selectMembers(tx: Tx) {
  return tx
    .selectFrom('membership')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'membership.organisation_id')
        .onRef('person.id', '=', 'membership.person_id'),
    )
    .leftJoin('membership_pause', (join) =>
      join
        .onRef('membership_pause.organisation_id', '=', 'membership.organisation_id')
        .onRef('membership_pause.circle_id', '=', 'membership.circle_id')
        .onRef('membership_pause.person_id', '=', 'membership.person_id'),
    )
    .select([
      'membership.circle_id',
      'membership.seat',
      'membership.joined_at',
      'person.id',
      'person.name',
      'person.pronouns',
      'person.time_zone',
      'membership_pause.returns_on',
      sql<Date>`now()`.as('now'),
    ])
    .where('membership.left_at', 'is', null)
    .orderBy('membership.seat');
}

type MemberRow = Awaited<ReturnType<ReturnType<typeof selectMembers>['execute']>>[number];

function toMember(row: MemberRow): Member {
  return {
    id: row.id,
    name: row.name,
    pronouns: row.pronouns ?? undefined,
    timeZone: row.time_zone,
    seat: row.seat,
    joinedAt: row.joined_at,
    awayUntil: awayUntil(row),
  };
}

/** Not asked of the database, whose list of time zones may differ from ours and which refuses one that it does not know. */
function awayUntil(row: MemberRow): string | undefined {
  if (row.returns_on === null) return undefined;
  return isAway({ returnsOn: row.returns_on, now: row.now, timeZone: row.time_zone })
    ? row.returns_on
    : undefined;
}

/** For the job: those of these people who have an address and sit in the circle now. */
export async function listSeated(
  tx: Tx,
  { organisationId, circleId, people }: { organisationId: string; circleId: string; people: string[] },
): Promise<{ name: string; email: string; circle: string }[]> {
  if (people.length === 0) return [];
  return tx
    .selectFrom('membership as m')
    .innerJoin('circle as c', (join) =>
      join.onRef('c.organisation_id', '=', 'm.organisation_id').onRef('c.id', '=', 'm.circle_id'),
    )
    .innerJoin('person as p', (join) =>
      join.onRef('p.organisation_id', '=', 'm.organisation_id').onRef('p.id', '=', 'm.person_id'),
    )
    .innerJoin('person_contact as a', (join) =>
      join.onRef('a.organisation_id', '=', 'm.organisation_id').onRef('a.person_id', '=', 'm.person_id'),
    )
    .select(['p.name', 'a.email', 'c.name as circle'])
    .where('m.organisation_id', '=', organisationId)
    .where('m.circle_id', '=', circleId)
    .where('m.person_id', 'in', people)
    .where('m.left_at', 'is', null)
    .orderBy('p.id')
    .execute();
}
