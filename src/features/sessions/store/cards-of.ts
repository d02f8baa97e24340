import type { Tx } from '#server/database.ts';
import type { SessionMember } from '../access.ts';

export interface SessionCard {
  id: string;
  owner: string;
  experiment: string;
  context: string;
  criterion: string;
}

/** Cards that were committed in a session. Who has left the circle sees its board no more, nor these. */
export function listCardsOf(tx: Tx, member: SessionMember): Promise<SessionCard[]> {
  return tx
    .selectFrom('commitment')
    .select(['id', 'owner_id as owner', 'experiment', 'context', 'criterion'])
    .where('organisation_id', '=', member.organisationId)
    .where('session_id', '=', member.sessionId)
    .orderBy('created_at')
    .execute();
}
