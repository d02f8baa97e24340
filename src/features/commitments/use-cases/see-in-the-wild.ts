import { sightingLength } from '#core/commitments/outcome.ts';
import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';
import { deleteSighting, deleteSightingOfMine, findCardOwner, insertSighting } from '../store/sightings.ts';

export type SightingAnswer =
  | { ok: true }
  | {
      ok: false;
      reason: 'sighting-empty' | 'sighting-too-long' | 'card-gone' | 'own-card' | 'circle-closed';
    };

/** A partner tells what they saw or heard of somebody's experiment. The same form sent twice tells it once. */
export async function addSighting(
  tx: Tx,
  member: CircleMember,
  sighting: { id: string; card: string; text: string },
): Promise<SightingAnswer> {
  if (sighting.text === '') return { ok: false, reason: 'sighting-empty' };
  if (sighting.text.length > sightingLength) return { ok: false, reason: 'sighting-too-long' };
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'circle-closed' };
  const owner = await findCardOwner(tx, member, sighting.card);
  if (owner === undefined) return { ok: false, reason: 'card-gone' };
  if (owner === member.personId) return { ok: false, reason: 'own-card' };
  await insertSighting(tx, member, sighting);
  return { ok: true };
}

/** Takes a sighting away: its author, or whose card it is. Striking what is gone already is no mistake. */
export async function strikeSighting(tx: Tx, member: CircleMember, id: string): Promise<void> {
  await deleteSighting(tx, member, id);
}

/** Takes away what was seen of the reader's own card, in whatever circle, also after they left it. */
export async function removeSightingOfMine(tx: Tx, actor: Actor, id: string): Promise<void> {
  await deleteSightingOfMine(tx, actor, id);
}
