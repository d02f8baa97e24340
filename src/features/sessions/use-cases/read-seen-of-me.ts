import type { Actor, Tx } from '#server/database.ts';
import { playedPlaybook } from '../store/played-playbook.ts';
import { listSeenOfMe } from '../store/seen-of-me.ts';

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

/** Everything that others observed of somebody, newest first, for that person alone. */
export async function readSeenOfMe(tx: Tx, actor: Actor): Promise<SeenOfMe[]> {
  const rows = await listSeenOfMe(tx, actor);
  return rows.flatMap(({ body, step, plan, playbook: text, author, circle, at }) => {
    if (body?.kind !== 'observation') return [];
    const playbook = playedPlaybook(text);
    const planned = step === null ? undefined : plan[step];
    const behaviours = planned ? (playbook.steps[planned.step]?.behaviours ?? []) : [];
    const behaviour = body.behaviour === undefined ? undefined : behaviours[body.behaviour];
    const { skill } = playbook;
    return [{ skill, ...(behaviour && { behaviour }), quote: body.quote, by: author, circle, at }];
  });
}
