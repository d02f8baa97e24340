import type { Actor, Tx } from '#server/database.ts';
import { readReceivedWords } from './read-received-words.ts';

/** What a partner saw of the reader in a session. */
export interface SeenOfMe {
  /** The slug of the skill that the session practised. */
  skill: string;
  /** In the playbook's words; missing where only words were heard. */
  behaviour?: string;
  quote: string;
  by: string;
  circle: string;
  at: Date;
}

/** More than anybody reads at once. */
const mostSeen = 400;

/** Everything that others observed of somebody, newest first, for that person alone. */
export async function readSeenOfMe(tx: Tx, actor: Actor): Promise<SeenOfMe[]> {
  const { received } = await readReceivedWords(tx, actor, { kinds: ['observation'], limit: mostSeen });
  return received.flatMap(({ body, skill, behaviour, by, circle, at }) =>
    body.kind === 'observation'
      ? [{ skill, ...(behaviour && { behaviour }), quote: body.quote, by: by.name, circle: circle.name, at }]
      : [],
  );
}
