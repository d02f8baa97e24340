import type { Client, PoolClient } from 'pg';
import type { WordsBody } from '#core/session/words.ts';
import { openWords } from '#server/vault/open-words.ts';
import { makeVault } from '#server/vault/vault.ts';

/** The words of these sessions as their authors wrote them, read past every policy with the installation's master key. */
export async function readOpened(
  client: Client,
  sessions: string[],
  masterKey: Buffer,
): Promise<{ id: string; text: string }[]> {
  const vault = makeVault(async () => masterKey, {
    async read(organisationId, people) {
      // Keys are nobody's but the owner's, also where tables are read as maintenance.
      await client.query('SET ROLE NONE');
      const { rows } = await client.query<{ personId: string; wrapped: Buffer }>(
        'SELECT person_id AS "personId", wrapped FROM keys.person_key WHERE organisation_id = $1 AND person_id = ANY($2)',
        [organisationId, people],
      );
      await client.query('RESET ROLE');
      return rows;
    },
    keep: () => Promise.reject(new Error('who only looks makes no keys')),
  });
  const { rows } = await client.query<Row>(
    'SELECT organisation_id, id, author_id, subject_id, body FROM session_words WHERE session_id = ANY($1)',
    [sessions],
  );
  const carrier = { [Symbol.for('rondo vault')]: vault } as unknown as PoolClient;
  const organisations = new Set(rows.map(({ organisation_id }) => organisation_id));
  const opened = await Promise.all(
    [...organisations].map((organisation) =>
      openWords(
        carrier,
        'session_words',
        organisation,
        rows.filter(({ organisation_id }) => organisation_id === organisation),
      ),
    ),
  );
  return opened.flat().map(({ id, body }) => ({ id, text: textOf(body) }));
}

interface Row {
  organisation_id: string;
  id: string;
  author_id: string;
  subject_id: string | null;
  body: WordsBody | null;
}

function textOf(body: WordsBody | null): string {
  if (!body) return '';
  if ('quote' in body) return body.quote;
  return 'text' in body ? body.text : '';
}
