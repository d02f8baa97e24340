import type { KeptWords } from '#core/session/view-after.ts';
import type { Actor, Tx } from '#server/database.ts';
import { listWithMe, removeOwn } from '../store/with-me.ts';

/** What a former guest keeps of a session: their own words, and what was addressed to them by name. */
export async function readWordsWithMe(
  tx: Tx,
  actor: Actor,
  sessionId: string,
): Promise<{ row: KeptWords; author: string }[]> {
  return (await listWithMe(tx, actor, sessionId)).flatMap(
    ({ id, author_id, subject_id, audience, body, author }) =>
      body
        ? [
            {
              row: {
                id,
                author: author_id,
                ...(subject_id ? { subject: subject_id } : {}),
                audience,
                body,
                can: author_id === actor.personId ? (['remove'] as KeptWords['can']) : [],
              },
              author,
            },
          ]
        : [],
  );
}

/** Takes back what one said there; whoever it was about has it no longer either. */
export async function strikeOwnWords(
  tx: Tx,
  actor: Actor,
  which: { sessionId: string; words: string },
): Promise<boolean> {
  return removeOwn(tx, actor, which);
}
