import { proposeTemplate } from '#features/agreements/use-cases/propose-template.ts';
import { type CircleMember, findCircleMember } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';
import { type CircleWords, insertCircle } from '../store/circle.ts';

/**
 * Makes a circle, seats its founder and lays the template of an agreement on the table. It needs one more person to be
 * a circle; until then the founder edits and invites.
 */
export async function createCircle(tx: Tx, founder: Actor, words: CircleWords): Promise<CircleMember> {
  const circleId = await insertCircle(tx, founder, words);
  const member = await findCircleMember(tx, founder, circleId);
  if (member === undefined) throw new Error('the founder of a new circle has no seat in it');
  await proposeTemplate(tx, member);
  return member;
}
