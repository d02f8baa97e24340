import type { Act } from '#core/session/command.ts';
import type { App } from '#server/app.ts';
import type { Tx } from '#server/database.ts';
import { describeError } from '#server/describe-error.ts';
import { newId } from '#server/ids.ts';
import { jobInSession } from './access.ts';
import { forgetOldDrafts } from './store/drafts.ts';
import { type DueSession, listDiscardsToSettle, listForgotten } from './store/due.ts';
import { applyCommand } from './use-cases/apply-command.ts';

/** The job `expire-sessions`, each minute: a session that nobody closed ends by itself, and whoever still watches sees it. */
export function expireSessions(app: App): Promise<void> {
  return actOnEach(app, listForgotten, { type: 'expire' });
}

/** The job `settle-discards`, each hour: seven days after somebody proposed it, silence counts as agreeing. */
export function settleDiscards(app: App): Promise<void> {
  return actOnEach(app, listDiscardsToSettle, { type: 'settle-discard' });
}

/** The job `forget-drafts`, each hour: what nobody sent in a session goes a day after its end. */
export async function forgetDrafts(app: App): Promise<void> {
  await app.database.asWorker({}, forgetOldDrafts);
}

/** One session that fails stops none of the others; it is found again at the next run. */
async function actOnEach(app: App, listDue: (tx: Tx) => Promise<DueSession[]>, act: Act): Promise<void> {
  for (const due of await app.database.asWorker({}, listDue)) {
    try {
      await applyCommand(app, jobInSession(due), { id: newId(), by: '', act });
    } catch (error) {
      app.log.error(
        { act: act.type, session: due.sessionId, error: describeError(error) },
        'a session could not be ended by itself; it is tried again',
      );
    }
  }
}
