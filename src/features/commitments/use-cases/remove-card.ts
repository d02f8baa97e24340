import { tellCircle } from '#features/changes/use-cases/tell-circle.ts';
import { tellPeople } from '#features/changes/use-cases/tell-people.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { tellOpenSession } from '#features/sessions/use-cases/tell-open-session.ts';
import type { Tx } from '#server/database.ts';
import { deleteCard } from '../store/cards.ts';

/**
 * Takes my card away for good, in whatever state: its steps and what was seen of it go with it, by their foreign keys. What came
 * out of it, a process change or the card after it, stands. False where it is not mine, or gone already.
 */
export async function removeCard(tx: Tx, member: CircleMember, id: string): Promise<boolean> {
  if (!(await deleteCard(tx, member, id))) return false;
  const { organisationId, personId } = member;
  await tellOpenSession(tx, member);
  await tellCircle(tx, member, 'board');
  // The trigger on what was seen no longer finds whose card it was.
  await tellPeople(tx, { organisationId, people: [personId], topic: 'received' });
  return true;
}
