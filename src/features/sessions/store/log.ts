import type { PoolClient } from 'pg';
import type { SessionEvent } from '#core/session/event.ts';
import type { Statement } from '#server/database.ts';
import type { SessionMember } from '../access.ts';

/** The session's row, locked until the transaction ends, and the only clock that a session knows. */
export interface LockedSession {
  seq: number;
  /** Milliseconds; the database's, and never before the last event, so that no node's clock matters. */
  now: number;
  status: string;
  /** True when this command was applied before. */
  applied: boolean;
  /** How many commands of this person were, where that was asked for. */
  sent: number | null;
}

/** Locks the session for an append; undefined when it is gone or discarded. */
export async function lockSession(
  client: PoolClient,
  member: SessionMember,
  { commandId, count }: { commandId: string; count: boolean },
): Promise<LockedSession | undefined> {
  const { rows } = await client.query<LockedSession>({
    name: 'lock-session',
    text: `SELECT seq, status,
        floor(extract(epoch FROM greatest(clock_timestamp(), last_at)) * 1000)::float8 AS now,
        EXISTS (SELECT 1 FROM session_command c
          WHERE c.organisation_id = $1 AND c.session_id = $2 AND c.command_id = $3) AS applied,
        CASE WHEN $4::boolean THEN (SELECT count(*)::integer FROM session_command c
          WHERE c.organisation_id = $1 AND c.session_id = $2 AND c.person_id = $5::uuid) END AS sent
      FROM session WHERE organisation_id = $1 AND id = $2 FOR UPDATE`,
    values: [member.organisationId, member.sessionId, commandId, count, member.personId || null],
  });
  return rows[0];
}

/** Whether this command was applied, also while we waited for the session's lock. */
export async function hasReceipt(
  client: PoolClient,
  member: SessionMember,
  commandId: string,
): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'find-receipt',
    text: `SELECT 1 FROM session_command WHERE organisation_id = $1 AND session_id = $2 AND command_id = $3`,
    values: [member.organisationId, member.sessionId, commandId],
  });
  return (rowCount ?? 0) > 0;
}

/** Events after `seq`, oldest first. */
export async function readEvents(
  client: PoolClient,
  member: SessionMember,
  after: number,
): Promise<SessionEvent[]> {
  // One row, because a log is long and the driver looks at each field of each row by itself.
  const { rows } = await client.query<{ events: (Omit<SessionEvent, 'via'> & { via: string | null })[] }>({
    name: 'read-session-events',
    text: `SELECT coalesce(json_agg(json_build_object('at', floor(extract(epoch FROM at) * 1000),
        'by', coalesce(by_person::text, ''), 'via', via_person, 'fact', fact) ORDER BY seq), '[]') AS events
      FROM session_event WHERE organisation_id = $1 AND session_id = $2 AND seq > $3`,
    values: [member.organisationId, member.sessionId, after],
  });
  return (rows[0]?.events ?? []).map(({ via, ...event }) => ({ ...event, ...(via ? { via } : {}) }));
}

export interface Append {
  commandId: string;
  /** Sequence number before the first of `events`. */
  after: number;
  now: number;
  events: SessionEvent[];
  /** What the row must say after these events; the log stays the truth, the row serves lists and the expiry job. */
  status: string;
  expiresAt: number | null;
  startedAt: number | null;
  endedAt: number | null;
  discardSettlesAt: number | null;
  /**
   * What other nodes are told, inside the same transaction so that it cannot be lost; null where there is none to tell:
   * transactions that notify commit one after the other, however many there are.
   */
  notice: string | null;
}

/** The statement that appends events and the command's receipt. The primary key is the net under the row lock. */
export function appendEvents(member: SessionMember, append: Append): Statement {
  return {
    name: 'append-session-events',
    text: `WITH events AS (
        INSERT INTO session_event (organisation_id, session_id, seq, at, by_person, via_person, fact)
        SELECT $1, $2, $3 + e.ordinality, to_timestamp(e.at / 1000), $4::uuid, e.via, e.fact
        FROM ROWS FROM (jsonb_to_recordset($5::jsonb) AS (at float8, via uuid, fact jsonb)) WITH ORDINALITY e
      ), receipt AS (
        INSERT INTO session_command (organisation_id, session_id, command_id, person_id, seq)
        SELECT $1, $2, $6, $4::uuid, $3 + jsonb_array_length($5::jsonb) WHERE $4::uuid IS NOT NULL
      ), summary AS (
        UPDATE session SET seq = $3 + jsonb_array_length($5::jsonb), last_at = to_timestamp($7::float8 / 1000),
          status = $8, expires_at = to_timestamp($9::float8 / 1000),
          started_at = to_timestamp($10::float8 / 1000), ended_at = to_timestamp($11::float8 / 1000),
          discard_settles_at = to_timestamp($13::float8 / 1000)
        WHERE organisation_id = $1 AND id = $2
      )
      SELECT pg_notify('rondo_session', $12::text) WHERE $12::text IS NOT NULL`,
    values: [
      member.organisationId,
      member.sessionId,
      append.after,
      // A job acts for nobody; what it does is done once because the room's state says so, without a receipt.
      member.personId || null,
      JSON.stringify(append.events.map(({ at, via, fact }) => ({ at, via, fact }))),
      append.commandId,
      append.now,
      append.status,
      append.expiresAt,
      append.startedAt,
      append.endedAt,
      append.notice,
      append.discardSettlesAt,
    ],
  };
}
