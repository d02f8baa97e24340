import type { PoolClient } from 'pg';
import type { Words, WordsBody, WordsChange } from '#core/session/words.ts';
import type { Statement } from '#server/database.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealText, sealWords } from '#server/vault/seal-words.ts';
import type { SessionMember } from '../access.ts';

/** All words of the session that this member may read; row-level security decides, whatever is asked here. */
export async function readWords(client: PoolClient, member: SessionMember): Promise<Words[]> {
  // One row, because they are many and the driver looks at each field of each row by itself.
  const { rows } = await client.query<{ words: WordsRow[] }>({
    name: 'read-session-words',
    text: `SELECT coalesce(json_agg(json_build_object('id', id, 'step', step, 'pass', pass, 'author_id', author_id,
        'via_person', via_person, 'subject_id', subject_id, 'audience', audience, 'body', body,
        'created_at', floor(extract(epoch FROM created_at) * 1000),
        'released_at', floor(extract(epoch FROM released_at) * 1000)) ORDER BY created_at, id), '[]') AS words
      FROM session_words WHERE organisation_id = $1 AND session_id = $2`,
    values: [member.organisationId, member.sessionId],
  });
  const opened = await openWords(client, 'session_words', member.organisationId, rows[0]?.words ?? []);
  return opened.flatMap(toWords);
}

/** Applies what a decision says about words. Returns false when a row to change or remove is not there or not theirs. */
export async function applyWordsChange(
  client: PoolClient,
  member: SessionMember,
  change: WordsChange,
  now: number,
): Promise<boolean> {
  const scope = [member.organisationId, member.sessionId];
  switch (change.type) {
    case 'put': {
      const { words } = change;
      const whose = { organisationId: member.organisationId, owner: words.author, row: words.id };
      const sealed = await sealWords(client, 'session_words', whose, {
        subject_id: words.subject,
        body: words.body as unknown,
      });
      const { rowCount } = await client.query({
        name: 'put-session-words',
        text: `INSERT INTO session_words (organisation_id, session_id, id, step, pass, kind, author_id, subject_id, audience,
            body, created_at, released_at, via_person)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, to_timestamp($11::float8 / 1000), to_timestamp($12::float8 / 1000), $13)
          ON CONFLICT (organisation_id, id) DO NOTHING`,
        values: [
          ...scope,
          words.id,
          words.step ?? null,
          words.pass,
          words.body.kind,
          words.author,
          words.subject ?? null,
          words.audience,
          sealed.body,
          words.createdAt,
          words.releasedAt ?? null,
          words.via ?? null,
        ],
      });
      return rowCount === 1;
    }
    case 'edit': {
      const { rowCount } = await client.query(await editing(client, member, change));
      return rowCount === 1;
    }
    case 'remove': {
      const { rowCount } = await client.query({
        name: 'remove-session-words',
        text: 'DELETE FROM session_words WHERE organisation_id = $1 AND session_id = $2 AND id = $3',
        values: [...scope, change.id],
      });
      return rowCount === 1;
    }
    case 'release': {
      await client.query('SELECT release_words($1, $2, $3, $4, to_timestamp($5::float8 / 1000))', [
        member.sessionId,
        change.step,
        change.pass,
        change.audience,
        now,
      ]);
      return true;
    }
    case 'narrow': {
      await client.query('SELECT narrow_words($1)', [member.sessionId]);
      return true;
    }
    case 'keep': {
      const { rowCount } = await client.query({
        name: 'keep-session-words',
        text: 'UPDATE session_words SET audience = $4 WHERE organisation_id = $1 AND session_id = $2 AND id = $3',
        values: [...scope, change.id, change.audience],
      });
      return rowCount === 1;
    }
  }
}

/** Its author says it anew; or whoever a suggestion is for says what they make of it, and the author's words stay sealed. */
async function editing(
  client: PoolClient,
  { organisationId, sessionId }: SessionMember,
  { id, by, body }: Extract<WordsChange, { type: 'edit' }>,
): Promise<Statement> {
  const row = [organisationId, sessionId, id];
  const whose = { organisationId, owner: by, row: id };
  if (body.kind === 'suggestion' && body.picked !== undefined) {
    const { picked, reworded: text = '' } = body;
    const reworded = await sealText(client, 'session_words', whose, { column: 'body.reworded', text });
    return {
      name: 'answer-session-words',
      text: `UPDATE session_words SET body = body - 'reworded' - 'picked' || $4::jsonb
        WHERE organisation_id = $1 AND session_id = $2 AND id = $3`,
      values: [...row, JSON.stringify({ picked, ...(reworded ? { reworded } : {}) })],
    };
  }
  const sealed = await sealWords(client, 'session_words', whose, { body: body as unknown });
  return {
    name: 'edit-session-words',
    text: 'UPDATE session_words SET body = $4 WHERE organisation_id = $1 AND session_id = $2 AND id = $3',
    values: [...row, sealed.body],
  };
}

interface WordsRow {
  id: string;
  step: number | null;
  pass: number;
  author_id: string;
  via_person: string | null;
  subject_id: string | null;
  audience: Words['audience'];
  /** Null where its author's key is gone. */
  body: WordsBody | null;
  created_at: number;
  released_at: number | null;
}

function toWords(row: WordsRow): Words | [] {
  if (!row.body) return [];
  return {
    id: row.id,
    ...(row.step === null ? {} : { step: row.step }),
    pass: row.pass,
    author: row.author_id,
    ...(row.via_person ? { via: row.via_person } : {}),
    ...(row.subject_id ? { subject: row.subject_id } : {}),
    audience: row.audience,
    ...(row.released_at === null ? {} : { releasedAt: row.released_at }),
    createdAt: row.created_at,
    body: row.body,
  };
}
