import type { Role } from '../../playbook/playbook.ts';
import type { PersonId, SessionEvent } from '../event.ts';
import type { Room, Running } from '../room.ts';

type Live = Extract<Room, { status: 'running' }>;

/** Roles that are asked for and change hands. */
export function evolveRoles(room: Live, { fact }: SessionEvent): Room | undefined {
  if (fact.type === 'role-asked')
    return { ...room, roleSwap: { role: fact.role, from: fact.from, to: fact.to } };
  if (fact.type !== 'role-taken') return undefined;
  const roles =
    fact.from === undefined
      ? taken(room.roles, { role: fact.role, to: fact.to })
      : swapped(room.roles, { role: fact.role, from: fact.from, to: fact.to });
  return { ...room, roles, roleSwap: undefined };
}

/** A role changes hands by consent; who would be left with none takes over what the other had. */
export function swapped(
  roles: Running['roles'],
  { role, from, to }: { role: Role; from: PersonId; to: PersonId },
): Running['roles'] {
  const left = (roles[from] ?? []).filter((each) => each !== role);
  const had = (roles[to] ?? []).filter((each) => each !== role);
  if (left.length > 0) return { ...roles, [from]: left, [to]: [...had, role] };
  return { ...roles, [from]: had.length > 0 ? had : ['observer'], [to]: [role] };
}

/** A role that nobody present holds is taken beside one's own; an absent holder becomes an observer. */
export function taken(roles: Running['roles'], { role, to }: { role: Role; to: PersonId }): Running['roles'] {
  const others = Object.entries(roles).map(([person, held]) => {
    const left = held.filter((each) => each !== role);
    return [person, left.length > 0 || held.length === 0 ? left : ['observer']] as const;
  });
  const without = Object.fromEntries(others);
  return { ...without, [to]: [...(roles[to] ?? []).filter((each) => each !== role), role] };
}
