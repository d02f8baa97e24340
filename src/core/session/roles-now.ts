import { coreRoles, type Role } from '../playbook/playbook.ts';
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
 * Roles in the running step. In a block the focus owner of the pass and the session's focus owner swap all their roles, and
 * the playbook's own roles (colleague, speaker, ...) go to whoever sits next round the ring from the one in focus, again by
 * a swap: so every role stays held, everybody has one, and nobody is asked to practise and to observe at once.
 */
export function rolesNow(room: Held & Pick<Running, 'seats' | 'present' | 'guests'>): Running['roles'] {
  const practises = room.plan[room.at]?.focus;
  if (practises === undefined) return room.roles;
  const usual = holderOf(room.roles, 'focus owner');
  const swapped =
    usual === undefined
      ? { ...room.roles, [practises]: ['focus owner', ...(room.roles[practises] ?? [])] }
      : exchanged(room.roles, { one: practises, other: usual });
  return ownRolesRound(swapped, neighboursOf(practises, room));
}

function exchanged(
  roles: Running['roles'],
  { one, other }: { one: PersonId; other: PersonId },
): Running['roles'] {
  return { ...roles, [one]: roles[other] ?? [], [other]: roles[one] ?? [] };
}

/** Everybody else of the circle who is here, clockwise from this seat. */
function neighboursOf(
  person: PersonId,
  { seats, present, guests }: Pick<Running, 'seats' | 'present' | 'guests'>,
): PersonId[] {
  const at = seats.indexOf(person);
  return [...seats.slice(at + 1), ...seats.slice(0, Math.max(0, at))].filter(
    (each) => present.includes(each) && !guests?.includes(each),
  );
}

/** The first neighbour takes the first bundle with an own role in it, the second the second, and so on. */
function ownRolesRound(roles: Running['roles'], neighbours: PersonId[]): Running['roles'] {
  const holders = neighbours.filter((person) => roles[person]?.some(isOwn));
  const bundles = holders
    .map((person) => roles[person] ?? [])
    .toSorted((a, b) => (firstOwn(a) < firstOwn(b) ? -1 : 1));
  return bundles.reduce((seated, bundle, index) => {
    const one = neighbours[index];
    const other = neighbours.find((person) => seated[person] === bundle);
    return one === undefined || other === undefined ? seated : exchanged(seated, { one, other });
  }, roles);
}

/** A role of the playbook's own: thinker, colleague, speaker. */
export function isOwn(role: Role): boolean {
  return !coreRoles.some((each) => each === role);
}

/** Any order will do, if it is the same in every pass. */
function firstOwn(bundle: Role[]): Role {
  return bundle.find(isOwn) ?? '';
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
