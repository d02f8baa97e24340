import type { Role } from '../playbook/playbook.ts';
import type { PersonId } from './event.ts';
import type { Running } from './room.ts';

type Held = Pick<Running, 'plan' | 'at' | 'roles'>;

/** Who holds a role for the whole session, whether present or not. */
export function holderOf(roles: Running['roles'], role: Role): PersonId | undefined {
  return Object.keys(roles).find((person) => roles[person]?.includes(role));
}

/** Focus owner of the running step: that of its pass through a block, else the session's. */
export function focusNow({ plan, at, roles }: Held): PersonId | undefined {
  return plan[at]?.focus ?? holderOf(roles, 'focus owner');
}

/**
 * Roles in the running step. In a block the focus owner of the pass and the session's focus owner swap all their roles, so
 * that nobody is asked to practise and to observe at once.
 */
export function rolesNow({ plan, at, roles }: Held): Running['roles'] {
  const practises = plan[at]?.focus;
  const usual = holderOf(roles, 'focus owner');
  if (practises === undefined || practises === usual) return roles;
  if (usual === undefined) return { ...roles, [practises]: ['focus owner', ...(roles[practises] ?? [])] };
  return { ...roles, [practises]: roles[usual] ?? [], [usual]: roles[practises] ?? [] };
}

/** Whom the step is about: who speaks, demonstrates or practises. */
export function litNow(
  room: Pick<Running, 'plan' | 'at' | 'roles' | 'turn' | 'demonstrator'>,
): PersonId | undefined {
  const kind = room.plan[room.at]?.kind;
  if (room.turn) return room.turn.person;
  if (kind === 'demonstrate') return room.demonstrator;
  return kind !== undefined && aboutFocus.has(kind) ? focusNow(room) : room.plan[room.at]?.focus;
}

const aboutFocus = new Set(['objective', 'drill', 'debrief', 'suggest', 'scale', 'rating']);

/** Who is watched in a drill or demonstration, and so never writes observations in it. */
export function practises(
  room: Pick<Running, 'plan' | 'at' | 'roles' | 'demonstrator'>,
): PersonId | undefined {
  return room.plan[room.at]?.kind === 'demonstrate' ? room.demonstrator : focusNow(room);
}

/** Present observers, who are asked before a drill ends early; where nobody holds that role, all but the one who practises. */
export function observersNow(room: Running): PersonId[] {
  const roles = rolesNow(room);
  const focus = practises(room);
  const others = room.present.filter((person) => person !== focus);
  const observers = others.filter((person) => roles[person]?.includes('observer'));
  return observers.length > 0 ? observers : others;
}

/** The drill or demonstration whose evidence a later step talks about. */
export function observedStep({ plan, at }: Pick<Running, 'plan' | 'at'>): number | undefined {
  for (let index = at; index >= 0; index -= 1) {
    const kind = plan[index]?.kind;
    if (kind === 'drill' || kind === 'demonstrate') return index;
  }
  return undefined;
}

/** How often the planned step had been entered before this time. */
export function passOf(room: Pick<Running, 'entered'>, step: number): number {
  return Math.max(0, (room.entered[step] ?? 1) - 1);
}
