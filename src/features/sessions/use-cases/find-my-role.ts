import { assignRoles } from '#core/rota/assign-roles.ts';
import type { Member } from '#features/circles/use-cases/list-members.ts';
import type { Actor, Tx } from '#server/database.ts';
import { readTotals } from '../store/rota.ts';

/**
 * The role that the rota would give this person in the circle's next session, if everybody comes who is not away. A guess
 * until they have come, so it is said as one; undefined before there were turns to go by.
 */
export async function findMyRole(
  tx: Tx,
  actor: Actor,
  circle: { id: string; members: readonly Member[]; roles: readonly string[] },
): Promise<string | undefined> {
  const people = circle.members.filter(({ awayUntil }) => awayUntil === undefined).map(({ id }) => id);
  if (people.length < 2 || !people.includes(actor.personId)) return undefined;
  const totals = await readTotals(tx, actor, circle.id);
  if (totals.length === 0) return undefined;
  const newcomers = people.filter((id) => !totals.some(({ person, turns }) => person === id && turns > 0));
  const roles = assignRoles({ people, newcomers, wanted: [...circle.roles], totals });
  return roles[actor.personId]?.[0];
}
