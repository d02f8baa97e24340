import type { WordsBody } from '#core/session/words.ts';
import type { Actor, Tx } from '#server/database.ts';
import { openWords } from '#server/vault/open-words.ts';

/** A row of words that the reader wrote, or that is addressed to them by name; null where its author's key is gone. */
export interface WithMe {
  id: string;
  author_id: string;
  subject_id: string | null;
  audience: 'author' | 'subject' | 'session';
  body: WordsBody | null;
  author: string;
}

/** What one said in a session oneself and what was said to one there, for somebody who has no other part in it any more. */
export async function listWithMe(tx: Tx, actor: Actor, sessionId: string): Promise<WithMe[]> {
  const rows = await tx
    .selectFrom('session_words as w')
    .innerJoin('person as p', (join) =>
      join.onRef('p.organisation_id', '=', 'w.organisation_id').onRef('p.id', '=', 'w.author_id'),
    )
    .select(['w.id', 'w.author_id', 'w.subject_id', 'w.audience', 'w.body', 'p.name as author'])
    .where('w.organisation_id', '=', actor.organisationId)
    .where('w.session_id', '=', sessionId)
    .where((where) =>
      where.or([
        where('w.author_id', '=', actor.personId),
        where.and([
          where('w.subject_id', '=', actor.personId),
          where('w.released_at', 'is not', null),
          where('w.audience', '<>', 'author'),
        ]),
      ]),
    )
    .orderBy('w.created_at')
    .orderBy('w.id')
    .execute();
  return openWords(tx, 'session_words', actor.organisationId, rows as unknown as WithMe[]);
}

/** Strikes words of one's own. False where there are none. */
export async function removeOwn(
  tx: Tx,
  actor: Actor,
  { sessionId, words }: { sessionId: string; words: string },
): Promise<boolean> {
  const done = await tx
    .deleteFrom('session_words')
    .where('organisation_id', '=', actor.organisationId)
    .where('session_id', '=', sessionId)
    .where('author_id', '=', actor.personId)
    .where('id', '=', words)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}
