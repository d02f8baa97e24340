import type { Transaction } from 'kysely';
import type { Actor } from '#server/database.ts';
import { isId } from '#server/ids.ts';
import { prepare } from '#server/prepare.ts';
import type { DB } from '#server/schema.generated.ts';

declare const proven: unique symbol;

/**
 * Proof that the person was a member of the circle when this session was held, or is its guest while it is open. Minted here
 * only; stores demand it.
 */
export type SessionMember = Actor & {
  sessionId: string;
  circleId: string;
  /** Whose device this person holds, where people share one. */
  via?: string;
  /** Sits in on this one session, and is no member of the circle: reads and writes less (docs/decisions/0015). */
  guest?: true;
  /** It is over: what was agreed for the next one is no longer asked. */
  over?: true;
  readonly [proven]: 'session member';
};

/**
 * Proves membership of a session; undefined where there is none, which a route shows as "not found". `holder`: the member
 * who holds the actor's device now, in a session that shares devices; then the proof is theirs, through that device.
 */
export async function findSessionMember(
  tx: Transaction<DB>,
  actor: Actor,
  sessionId: string,
  holder?: string | null,
): Promise<SessionMember | undefined> {
  // It stands in addresses and forms, where anything may stand; the database would throw on what is no id.
  if (holder && !isId(holder)) return undefined;
  const { organisationId, personId } = actor;
  const [row] = await memberOfSession(tx, {
    organisationId,
    personId,
    sessionId,
    holder: holder || personId,
  });
  if (!row) return undefined;
  const over = row.status === 'closed' || row.status === 'expired';
  const scope = { organisationId, sessionId, circleId: row.circle_id, ...(over && { over }) };
  if (!holder || holder === personId)
    return { ...scope, personId, ...(row.guest && { guest: true as const }) } as SessionMember;
  // Neither does a guest see what a member sees, nor a member what a guest does.
  if (row.guest || !row.one_device || !row.holder_is_member) return undefined;
  return { ...scope, personId: holder, via: personId } as SessionMember;
}

const memberOfSession = prepare(
  'member-of-session',
  (db, asked: Actor & { sessionId: string; holder: string }) =>
    db
      .selectFrom('session_member as m')
      .innerJoin('session as s', (join) =>
        join.onRef('s.organisation_id', '=', 'm.organisation_id').onRef('s.id', '=', 'm.session_id'),
      )
      .select(['s.circle_id', 's.one_device', 's.status', 'm.guest'])
      .select(({ exists, selectFrom }) =>
        exists(
          selectFrom('session_member as h')
            .select('h.person_id')
            .whereRef('h.organisation_id', '=', 'm.organisation_id')
            .whereRef('h.session_id', '=', 'm.session_id')
            .where('h.person_id', '=', asked.holder)
            .where('h.guest', '=', false),
        ).as('holder_is_member'),
      )
      .where('m.organisation_id', '=', asked.organisationId)
      .where('m.session_id', '=', asked.sessionId)
      .where('m.person_id', '=', asked.personId)
      .where('s.status', '<>', 'discarded'),
);

/** A job's proof: it acts for nobody, in the worker's role. */
export function jobInSession(scope: {
  organisationId: string;
  sessionId: string;
  circleId: string;
}): SessionMember {
  return { ...scope, personId: '' } as SessionMember;
}
