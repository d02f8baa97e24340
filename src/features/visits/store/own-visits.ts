import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealWords } from '#server/vault/seal-words.ts';

/** All SQL about visits as their guest sees them; what a guest may know of a circle, the database's functions say. */

export interface OwnVisit {
  id: string;
  circle: { id: string; name: string };
  sentence: string;
  askedAt: Date;
  /** The circle asked them, not they the circle. */
  invited: boolean;
  /** Every member agreed. */
  agreed: boolean;
  /** The circle is there no more, so that nobody answers and nothing is held. */
  closed: boolean;
  /** The session that they agreed to; kept after its end as long as it is not forgotten. */
  sessionId?: string;
  /** The version of the agreement that the guest agreed to. */
  consentedVersion?: number;
  came: boolean;
  ended?: 'over' | 'not now' | 'taken back';
}

/** The newest first. */
export async function listOwnVisits(tx: Tx, actor: Actor): Promise<OwnVisit[]> {
  return toVisits(tx, actor, await own(tx, actor).orderBy('v.asked_at', 'desc').limit(50).execute());
}

export async function findOwnVisit(tx: Tx, actor: Actor, id: string): Promise<OwnVisit | undefined> {
  const [visit] = await toVisits(tx, actor, await own(tx, actor).where('v.id', '=', id).execute());
  return visit;
}

/** The guest's own visit to a session, whatever became of it. */
export async function findVisitTo(tx: Tx, actor: Actor, sessionId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('visit')
    .select('id')
    .where('organisation_id', '=', actor.organisationId)
    .where('guest_id', '=', actor.personId)
    .where('session_id', '=', sessionId)
    .orderBy('asked_at', 'desc')
    .executeTakeFirst();
  return row?.id;
}

export type AskOutcome = 'asked' | 'member' | 'gone' | 'lately';

export async function insertAsked(
  tx: Tx,
  actor: Actor,
  { circleId, sentence }: { circleId: string; sentence: string },
): Promise<{ how: AskOutcome; visitId: string }> {
  const id = newId();
  const whose = { organisationId: actor.organisationId, owner: actor.personId, row: id };
  const words = await sealWords(tx, 'visit', whose, { sentence });
  const { rows } = await sql<{ how: AskOutcome }>`
    SELECT ask_visit(${circleId}, ${id}, ${words.sentence}) AS how`.execute(tx);
  const open = await own(tx, actor)
    .where('v.circle_id', '=', circleId)
    .where('v.ended_at', 'is', null)
    .executeTakeFirst();
  return { how: rows[0]?.how ?? 'gone', visitId: open?.id ?? id };
}

/** What a circle is called, for a colleague who knows where it is; undefined where there is none, or none any more. */
export async function findCircleName(tx: Tx, actor: Actor, circleId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('circle as c')
    .leftJoin('circle_closure as x', (join) =>
      join.onRef('x.organisation_id', '=', 'c.organisation_id').onRef('x.circle_id', '=', 'c.id'),
    )
    .select('c.name')
    .where('c.organisation_id', '=', actor.organisationId)
    .where('c.id', '=', circleId)
    .where('x.closed_at', 'is', null)
    .executeTakeFirst();
  return row?.name;
}

/** When the session is that the circle agreed to, and whether its room is open. */
export interface VisitedSession {
  status: string;
  startsAt?: Date;
}

export async function readVisitedSession(tx: Tx, visitId: string): Promise<VisitedSession | undefined> {
  const { rows } = await sql<{ status: string; starts_at: Date | null }>`
    SELECT status, starts_at FROM visited_session(${visitId})`.execute(tx);
  const [row] = rows;
  return row && { status: row.status, ...(row.starts_at && { startsAt: row.starts_at }) };
}

/** The agreement in force of a circle that agreed to the visit, in its order. */
export interface VisitedAgreement {
  version: number;
  clauses: { id: string; title: string; body: string }[];
}

export async function readVisitedAgreement(tx: Tx, visitId: string): Promise<VisitedAgreement | undefined> {
  const { rows } = await sql<{ version: number; id: string; title: string; body: string }>`
    SELECT version, clause_id AS id, title, body FROM visited_agreement(${visitId})`.execute(tx);
  const [first] = rows;
  return first && { version: first.version, clauses: rows.map(({ version: _, ...clause }) => clause) };
}

/** False where another version is in force by now, or the visit is over. */
export async function saveConsent(tx: Tx, visitId: string, version: number): Promise<boolean> {
  const { rows } = await sql<{
    done: boolean;
  }>`SELECT consent_to_visit(${visitId}, ${version}) AS done`.execute(tx);
  return rows[0]?.done === true;
}

/** The session whose guest one is from now on; undefined where its room is not open, or something is missing. */
export async function admitGuest(tx: Tx, visitId: string): Promise<string | undefined> {
  const { rows } = await sql<{ session: string | null }>`SELECT enter_visit(${visitId}) AS session`.execute(
    tx,
  );
  return rows[0]?.session ?? undefined;
}

function own(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('visit as v')
    .innerJoin('circle as c', (join) =>
      join.onRef('c.organisation_id', '=', 'v.organisation_id').onRef('c.id', '=', 'v.circle_id'),
    )
    .leftJoin('circle_closure as x', (join) =>
      join.onRef('x.organisation_id', '=', 'c.organisation_id').onRef('x.circle_id', '=', 'c.id'),
    )
    .select([
      'v.id',
      'v.guest_id',
      'v.circle_id',
      'c.name',
      'v.sentence',
      'v.asked_at',
      'v.invited',
      'v.agreed_at',
      'v.session_id',
      'v.consented_version',
      'v.came_at',
      'v.ended_how',
      'x.closed_at',
    ])
    .where('v.organisation_id', '=', actor.organisationId)
    .where('v.guest_id', '=', actor.personId);
}

type OwnRow = Awaited<ReturnType<ReturnType<typeof own>['execute']>>[number];

async function toVisits(tx: Tx, { organisationId }: Actor, rows: OwnRow[]): Promise<OwnVisit[]> {
  return (await openWords(tx, 'visit', organisationId, rows)).map((row) => ({
    id: row.id,
    circle: { id: row.circle_id, name: row.name },
    sentence: row.sentence,
    askedAt: row.asked_at,
    invited: row.invited,
    agreed: row.agreed_at !== null,
    closed: row.closed_at !== null,
    ...(row.session_id && { sessionId: row.session_id }),
    ...(row.consented_version && { consentedVersion: row.consented_version }),
    came: row.came_at !== null,
    ...(row.ended_how && { ended: row.ended_how as NonNullable<OwnVisit['ended']> }),
  }));
}
