import type { Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';
import { openWords } from '#server/vault/open-words.ts';
import type { SessionMember } from '../access.ts';

export interface SessionCard {
  id: string;
  owner: string;
  experiment: string;
  context: string;
}

/** Cards that were committed in a session. Who has left the circle sees its board no more, nor these; nor does a guest. */
export async function listCardsOf(tx: Tx, member: SessionMember): Promise<SessionCard[]> {
  if (member.guest) return [];
  return openWords(tx, 'commitment', member.organisationId, await cardsOf(tx, member), { owner: 'owner' });
}

const cardsOf = prepare('cards-of-session', (db, { organisationId, sessionId }: SessionMember) =>
  db
    .selectFrom('commitment')
    .select(['id', 'owner_id as owner', 'experiment', 'context'])
    .where('organisation_id', '=', organisationId)
    .where('session_id', '=', sessionId)
    .orderBy('created_at'),
);
