import { guestRoles, isKnownGuest } from '../deciding/guests.ts';
import { hindrances, started } from '../deciding/starting.ts';
import type { PersonId } from '../event.ts';
import { focusNow, litNow, rolesNow } from '../roles-now.ts';
import type { Room, Running } from '../room.ts';
import type { MeView, RoomView, SeatView, SessionView } from '../view.ts';
import { isGuest, type Scene, type Started } from './scene.ts';

export function viewSession({ room, context, viewer }: Scene): SessionView {
  const { sessionId, number, circle, playbook, playbookSlug, firstSession, oneDevice, meetingLink } = context;
  const began = 'startedAt' in room && room.plan.length > 0;
  return {
    id: sessionId,
    number,
    circle,
    playbook: { title: playbook.title, slug: playbookSlug },
    status: room.status === 'none' ? 'lobby' : room.status,
    firstSession,
    // A guest is at a device of their own, in whoever's hands the others' are.
    oneDevice: oneDevice && !isGuest({ context, viewer }),
    ...(began ? { startedAt: room.startedAt } : {}),
    ...('endedAt' in room && room.endedAt !== undefined ? { endedAt: room.endedAt } : {}),
    ...(meetingLink ? { meetingLink } : {}),
  };
}

export function viewMe({ room, context, viewer, via }: Scene): MeView {
  const member = context.members.find(({ id }) => id === viewer);
  const running = room.status === 'running' ? room : undefined;
  const deviceWith = via ? undefined : devicesIn(room)[viewer];
  return {
    id: viewer,
    name: member?.name ?? '',
    // Before they sit down as well: a guest is led to no page of the circle.
    roles: rolesIn(room, context)[viewer] ?? (isKnownGuest(context, viewer) ? guestRoles : []),
    present: presentIn(room).includes(viewer),
    lit: running !== undefined && litNow(running) === viewer,
    focus: running !== undefined && focusNow(running) === viewer,
    newcomer: member?.newcomer ?? false,
    timeZone: member?.timeZone ?? 'UTC',
    ...(via ? { via } : {}),
    ...(deviceWith ? { deviceWith } : {}),
  };
}

export function viewSeats({ room, context, viewer }: Scene): SeatView[] {
  const roles = rolesIn(room, context);
  const present = presentIn(room);
  const lit = room.status === 'running' ? litNow(room) : undefined;
  const devices = Object.entries(devicesIn(room));
  return seatsIn(room, context).map((id) => {
    const member = context.members.find((each) => each.id === id);
    const device = devices.find(([, holder]) => holder === id)?.[0];
    return {
      id,
      name: member?.name ?? '',
      ...(member?.pronouns ? { pronouns: member.pronouns } : {}),
      timeZone: member?.timeZone ?? 'UTC',
      roles: roles[id] ?? [],
      present: present.includes(id),
      lit: lit === id,
      you: id === viewer,
      ...(device ? { holdsDeviceOf: device } : {}),
    };
  });
}

/** When the circle meets next, with the clocks of those who have no seat at this ring. */
export function viewNextSession({ room, context }: Scene<Started>): RoomView['nextSession'] {
  if (room.next === undefined) return undefined;
  const seated = seatsIn(room, context);
  const others = context.members
    .filter(({ id, guest }) => !seated.includes(id) && !guest)
    .map(({ id, name, timeZone }) => ({ id, name, timeZone }));
  return others.length > 0 ? { ...room.next, others } : room.next;
}

/** Whoever joined the circle since the start, where devices are shared; undefined where there is nobody. */
export function viewUnseated({ room, context }: Scene): RoomView['unseated'] {
  const seated = seatsIn(room, context);
  const others = context.members
    .filter(({ id, guest }) => !seated.includes(id) && !guest)
    .map(({ id, name }) => ({ id, name }));
  return context.oneDevice && room.status === 'running' && others.length > 0 ? others : undefined;
}

function seatsIn(room: Room, { members }: Scene['context']): PersonId[] {
  const begun = room.status === 'running' || room.status === 'closed' || room.status === 'expired';
  if (begun && room.plan.length > 0) return room.seats;
  const guests = presentIn(room);
  return members.filter(({ id, guest }) => !guest || guests.includes(id)).map(({ id }) => id);
}

/** Before the start: what the rota would give to those who are here, once there are enough of them to say. */
function rolesIn(room: Room, context: Scene['context']): Running['roles'] {
  if (room.status === 'lobby') return enoughHere(room, context) ? started(room, context).roles : {};
  if (room.status === 'running') return rolesNow(room);
  return room.status === 'closed' || room.status === 'expired' ? room.roles : {};
}

function enoughHere(room: Extract<Room, { status: 'lobby' }>, context: Scene['context']): boolean {
  return hindrances(room, context).every(({ refusal }) => refusal !== 'too-few');
}

function presentIn(room: Room): PersonId[] {
  return room.status === 'lobby' || room.status === 'running' ? room.present : [];
}

function devicesIn(room: Room): Record<PersonId, PersonId> {
  return room.status === 'lobby' || room.status === 'running' ? room.devices : {};
}
