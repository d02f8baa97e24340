import type { Tx } from '#server/database.ts';
import { openWords } from '#server/vault/open-words.ts';
import type { SessionMember } from '../access.ts';

export interface SessionCard {
  id: string;
  owner: string;
  experiment: string;
  context: string;
  criterion: string;
}

/** Cards that were committed in a session. Who has left the circle sees its board no more, nor these. */
export async function listCardsOf(tx: Tx, member: SessionMember): Promise<SessionCard[]> {
  const rows = await tx
    .selectFrom('commitment')
    .select(['id', 'owner_id as owner', 'experiment', 'context', 'criterion'])
    .where('organisation_id', '=', member.organisationId)
    .where('session_id', '=', member.sessionId)
    .orderBy('created_at')
    .execute();
  return openWords(tx, 'commitment', member.organisationId, rows, { owner: 'owner' });
}
