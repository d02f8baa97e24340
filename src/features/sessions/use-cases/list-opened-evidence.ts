import type { Actor, Tx } from '#server/database.ts';
import { countOpened, type OpenedEvidence } from '../store/opened.ts';

export type { OpenedEvidence };

/** Sessions of which I let the circle read what was said about me, newest first. */
export async function listOpenedEvidence(tx: Tx, actor: Actor): Promise<OpenedEvidence[]> {
  return countOpened(tx, actor);
}
