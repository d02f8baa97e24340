import type { Place } from '#core/received/place.ts';
import type { WordsBody, WordsKind } from '#core/session/words.ts';
import type { Actor, Tx } from '#server/database.ts';
import { playedPlaybook } from '../store/played-playbook.ts';
import { listReceived, listSessionsOfWords } from '../store/received.ts';

/** What somebody said of the reader in a session. */
export interface ReceivedWords extends Place {
  at: Date;
  body: WordsBody;
  /** Of an observation or anchor, in the playbook's words; missing where only words were heard. */
  behaviour?: string;
  /** The slug of the skill that the session practised. */
  skill: string;
  by: { id: string; name: string };
  circle: { id: string; name: string };
  sessionId: string;
}

/**
 * What others said of somebody in sessions, newest first, for that person alone. Two queries. `last`: the place of the last of
 * `limit` rows, where there may be more behind it.
 */
export async function readReceivedWords(
  tx: Tx,
  actor: Actor,
  asked: { kinds: readonly WordsKind[]; before?: Place | undefined; limit: number },
): Promise<{ received: ReceivedWords[]; last?: Place }> {
  const rows = await listReceived(tx, actor, asked);
  const ids = [...new Set(rows.map(({ session_id }) => session_id))];
  const sessions = new Map((await listSessionsOfWords(tx, actor, ids)).map((each) => [each.id, each]));
  const received = rows.flatMap(({ moment, id, at, body, step, author_id, author, session_id }) => {
    const session = sessions.get(session_id);
    // Feedback is for its receiver once it was given.
    if (!body || !session || (body.kind === 'feedback' && !body.given)) return [];
    const playbook = playedPlaybook(session.playbook);
    const planned = step === null ? undefined : session.plan[step];
    const behaviours = planned ? (playbook.steps[planned.step]?.behaviours ?? []) : [];
    const named = body.kind === 'observation' || body.kind === 'anchor' ? body.behaviour : undefined;
    const behaviour = named === undefined ? undefined : behaviours[named];
    return [
      {
        ...{ moment, id, at, body, skill: playbook.skill, sessionId: session_id },
        ...(behaviour && { behaviour }),
        by: { id: author_id, name: author },
        circle: { id: session.circle_id, name: session.circle },
      },
    ];
  });
  const last = rows.length === asked.limit ? rows.at(-1) : undefined;
  return { received, ...(last && { last: { moment: last.moment, id: last.id } }) };
}
