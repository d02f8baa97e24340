import type { Tx } from '#server/database.ts';

export interface DueSession {
  organisationId: string;
  sessionId: string;
  circleId: string;
}

/** At most so many in one run: what is left is found by the next. */
const atOnce = 200;

/** For the job: sessions that nobody closed and whose time is up, the longest forgotten first. */
export function listForgotten(tx: Tx): Promise<DueSession[]> {
  return tx
    .selectFrom('session')
    .select(['organisation_id as organisationId', 'id as sessionId', 'circle_id as circleId'])
    .where('status', 'in', ['open', 'running'])
    .where('expires_at', '<', (where) => where.fn<Date>('now'))
    .orderBy('expires_at')
    .limit(atOnce)
    .execute();
}

/** For the job: discards that were proposed seven days ago and that nobody withdrew. */
export function listDiscardsToSettle(tx: Tx): Promise<DueSession[]> {
  return tx
    .selectFrom('session')
    .select(['organisation_id as organisationId', 'id as sessionId', 'circle_id as circleId'])
    .where('discard_settles_at', '<=', (where) => where.fn<Date>('now'))
    .where('status', '<>', 'discarded')
    .orderBy('discard_settles_at')
    .limit(atOnce)
    .execute();
}
