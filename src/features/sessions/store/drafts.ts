import { sql } from 'kysely';
import type { PoolClient } from 'pg';
import type { Draft } from '#core/session/view.ts';
import type { Tx } from '#server/database.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealWords } from '#server/vault/seal-words.ts';
import type { SessionMember } from '../access.ts';

/** What one types and has not sent: the author's own, per field, last write wins; never an event, never logged. */
export async function readDrafts(client: PoolClient, member: SessionMember): Promise<Draft[]> {
  const { rows } = await client.query<DraftRow>({
    name: 'read-session-drafts',
    text: `SELECT session_id, author_id, field, body FROM session_draft
      WHERE organisation_id = $1 AND session_id = $2 AND author_id = $3 AND starts_with(field, $4)
        AND ($4 <> '' OR NOT starts_with(field, '@')) ORDER BY field`,
    values: [member.organisationId, member.sessionId, member.personId, deviceOf(member)],
  });
  const opened = await openWords(client, 'session_draft', member.organisationId, rows);
  return opened.flatMap(({ field, body }) =>
    body
      ? {
          field: field.slice(deviceOf(member).length),
          body: body.text,
          ...(body.refused ? { refused: body.refused } : {}),
        }
      : [],
  );
}

interface DraftRow {
  session_id: string;
  author_id: string;
  field: string;
  /** Null where its author's key is gone. */
  body: { text: unknown; refused?: string } | null;
}

/** Far more than a session has; without an end a client of somebody's own could fill the disk with them. */
const mostFields = 300;

/**
 * Keeps what is typed; a body of null forgets it. `refused` says why a sent text came back. One more than `mostFields` is
 * not kept.
 */
export async function keepDraft(
  client: PoolClient,
  member: SessionMember,
  { field, body, refused }: { field: string; body: unknown; refused?: string },
): Promise<void> {
  const own = deviceOf(member) + field;
  const key = [member.organisationId, member.sessionId, member.personId, own];
  if (body === null || body === undefined) {
    await client.query({
      name: 'forget-session-draft',
      text: 'DELETE FROM session_draft WHERE organisation_id = $1 AND session_id = $2 AND author_id = $3 AND field = $4',
      values: key,
    });
    return;
  }
  const { body: sealed } = await sealWords(
    client,
    'session_draft',
    { organisationId: member.organisationId, owner: member.personId, row: [member.sessionId, own] },
    { body: { text: body, ...(refused ? { refused } : {}) } as unknown },
  );
  await client.query({
    name: 'keep-session-draft',
    text: `INSERT INTO session_draft (organisation_id, session_id, author_id, field, body)
      SELECT $1::uuid, $2::uuid, $3::uuid, $4::text, $5::jsonb WHERE (SELECT count(*) FROM (SELECT FROM session_draft
        WHERE organisation_id = $1 AND session_id = $2 AND author_id = $3 AND field <> $4 LIMIT ${mostFields}) AS others) < ${mostFields}
      ON CONFLICT (organisation_id, session_id, author_id, field) DO UPDATE SET body = excluded.body, updated_at = now()`,
    values: [...key, sealed],
  });
}

/**
 * For the job: forgets what was typed and never sent in sessions that are over. A day is left, so that who finds a text that
 * the session did not take any more can copy it.
 */
export async function forgetOldDrafts(tx: Tx): Promise<void> {
  await sql`DELETE FROM session_draft d USING session s
    WHERE s.organisation_id = d.organisation_id AND s.id = d.session_id AND s.status IN ('closed', 'expired')
      AND greatest(s.ended_at, d.updated_at) < now() - interval '1 day'`.execute(tx);
}

/** What is typed on somebody else's device stays with that device, so that its owner never reads what was typed elsewhere. */
function deviceOf({ via }: SessionMember): string {
  return via ? `@${via}/` : '';
}
