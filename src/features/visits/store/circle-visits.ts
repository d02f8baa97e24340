import { sql } from 'kysely';
import type { CircleMember } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';
import { openWords } from '#server/vault/open-words.ts';

/** All SQL about visits to a circle, as its members see them. */

export interface AskedVisit {
  id: string;
  guest: { id: string; name: string };
  /** Empty where its author's key is gone. */
  sentence: string;
  askedAt: Date;
  /** A member named them; they did not ask. */
  invited: boolean;
  /** The guest knows of it: they asked, or everyone agreed to invite them. */
  known: boolean;
  /** They agreed to the circle's agreement, and so accepted where they were invited. */
  consented: boolean;
  /** The session that everyone agreed to. */
  session?: { id: string; status: string; startsAt?: Date };
}

/** Those that are asked for or agreed on, the first who asked first. */
export async function listAskedVisits(tx: Tx, member: CircleMember): Promise<AskedVisit[]> {
  const rows = await tx
    .selectFrom('visit as v')
    .innerJoin('person as p', (join) =>
      join.onRef('p.organisation_id', '=', 'v.organisation_id').onRef('p.id', '=', 'v.guest_id'),
    )
    .leftJoin('session as s', (join) =>
      join.onRef('s.organisation_id', '=', 'v.organisation_id').onRef('s.id', '=', 'v.session_id'),
    )
    .select([
      'v.id',
      'v.guest_id',
      'p.name',
      'v.sentence',
      'v.asked_at',
      'v.invited',
      'v.told_at',
      'v.consented_at',
      'v.session_id',
      's.status',
      's.starts_at',
    ])
    .where('v.organisation_id', '=', member.organisationId)
    .where('v.circle_id', '=', member.circleId)
    .where('v.ended_at', 'is', null)
    .orderBy('v.asked_at')
    .orderBy('v.id')
    .execute();
  return (await openWords(tx, 'visit', member.organisationId, rows)).map((row) => ({
    id: row.id,
    guest: { id: row.guest_id, name: row.name },
    sentence: row.sentence,
    askedAt: row.asked_at,
    invited: row.invited,
    known: !row.invited || row.told_at !== null,
    consented: row.consented_at !== null,
    ...(row.session_id && {
      session: {
        id: row.session_id,
        // A member of now may not have been one when it was opened.
        status: row.status ?? 'open',
        ...(row.starts_at && { startsAt: row.starts_at }),
      },
    }),
  }));
}

/** Sessions that a guest could be let into: what is planned with its playbook and is not long past, the next first. */
export async function listSessionsToVisit(
  tx: Tx,
  member: CircleMember,
): Promise<{ id: string; startsAt: Date | null }[]> {
  return tx
    .selectFrom('session')
    .select(['id', 'starts_at as startsAt'])
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('status', '=', 'planned')
    .where('playbook_text', 'is not', null)
    .where(sql<boolean>`starts_at > now() - interval '12 hours'`)
    .orderBy('starts_at')
    .limit(12)
    .execute();
}

/** Why members cannot agree to this guest in this session. */
export type Hindrance = 'gone' | 'session-gone' | 'manager' | 'came';

export async function findHindrance(
  tx: Tx,
  _member: CircleMember,
  { visit, session }: { visit: string; session: string },
): Promise<Hindrance | undefined> {
  const { rows } = await sql<{
    why: Hindrance | null;
  }>`SELECT visit_hindered(${visit}, ${session}) AS why`.execute(tx);
  return rows[0]?.why ?? undefined;
}

/** A visit as far as one must know it to end it: its guest's, or one to a circle of the actor's. */
export async function findVisit(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ circleId: string; guestId: string; sessionId: string | null } | undefined> {
  return tx
    .selectFrom('visit')
    .select(['circle_id as circleId', 'guest_id as guestId', 'session_id as sessionId'])
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

export async function markEnded(tx: Tx, id: string): Promise<'taken back' | 'not now' | undefined> {
  const { rows } = await sql<{
    how: 'taken back' | 'not now' | null;
  }>`SELECT end_visit(${id}) AS how`.execute(tx);
  return rows[0]?.how ?? undefined;
}

/** What a proposed visit is about, for the question that its circle is asked; undefined where it is gone. */
export async function describeVisit(
  tx: Tx,
  member: CircleMember,
  { visit, session }: { visit: string; session: string },
): Promise<{ guest: string; startsAt?: Date } | undefined> {
  const row = await tx
    .selectFrom('visit as v')
    .innerJoin('person as p', (join) =>
      join.onRef('p.organisation_id', '=', 'v.organisation_id').onRef('p.id', '=', 'v.guest_id'),
    )
    .leftJoin('session as s', (join) =>
      join.onRef('s.organisation_id', '=', 'v.organisation_id').on('s.id', '=', session),
    )
    .select(['p.name', 's.starts_at'])
    .where('v.organisation_id', '=', member.organisationId)
    .where('v.circle_id', '=', member.circleId)
    .where('v.id', '=', visit)
    .executeTakeFirst();
  return row && { guest: row.name, ...(row.starts_at && { startsAt: row.starts_at }) };
}
