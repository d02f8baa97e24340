import { assignRoles } from '../../rota/assign-roles.ts';
import type { Fact } from '../event.ts';
import { planSteps } from '../plan.ts';
import type { Refusal } from '../refusal.ts';
import { holderOf } from '../roles-now.ts';
import type { Room, RoomContext } from '../room.ts';
import { guestRoles } from './guests.ts';
import { missingOptIns } from './opt-in.ts';
import { decided, type Rule, type Situation } from './situation.ts';

type Lobby = Extract<Room, { status: 'lobby' }>;

export const open: Rule<'open', Extract<Room, { status: 'none' }>> = {
  fromOutside: true,
  decide: (_, situation) => decided(situation, [{ type: 'opened' }]),
};

/** Fixes the plan, the seats and the roles for those who are here. */
export const start: Rule<'start', Lobby> = {
  may: (situation) => hindrances(situation.room, situation.context, situation)[0],
  decide: (_, situation) => decided(situation, [started(situation.room, situation.context)]),
};

/** All that stands in the way of a start, as it may be said to this person, or to anybody: the door names each of it. */
export function hindrances(
  { present }: Pick<Lobby, 'present'>,
  { members, playbook, openPairs }: Pick<RoomContext, 'members' | 'playbook' | 'openPairs'>,
  toldTo: Pick<Situation, 'by' | 'via'> = { by: '' },
): Refusal[] {
  const found: Refusal[] = [];
  // A guest is there for nobody's place, and keeps nobody from beginning.
  const here = members.filter(({ id, guest }) => present.includes(id) && !guest);
  const people = here.filter(({ consented }) => !consented).map(({ id }) => id);
  if (people.length > 0) found.push({ refusal: 'consent-missing', people });
  found.push(
    ...missingOptIns(
      { openPairs },
      here.map(({ id }) => id),
      toldTo,
    ),
  );
  const needed = Math.max(2, playbook.people.min);
  const most = Math.max(2, playbook.people.max);
  if (here.length < needed) found.push({ refusal: 'too-few', present: here.length, needed });
  if (here.length > most) found.push({ refusal: 'too-many', present: here.length, most });
  return found;
}

/** What a start with those present would fix. */
export function started(
  { present }: Pick<Lobby, 'present'>,
  { members, playbook, rotaTotals }: Pick<RoomContext, 'members' | 'playbook' | 'rotaTotals'>,
): Extract<Fact, { type: 'started' }> {
  const here = members.filter(({ id, guest }) => present.includes(id) && !guest);
  const guests = members.filter(({ id, guest }) => present.includes(id) && guest).map(({ id }) => id);
  const seats = here.map(({ id }) => id);
  const newcomers = here.filter(({ newcomer }) => newcomer).map(({ id }) => id);
  const roles = assignRoles({ people: seats, newcomers, wanted: playbook.roles, totals: rotaTotals });
  const focus = holderOf(roles, 'focus owner');
  return {
    type: 'started',
    plan: planSteps(playbook, { seats, focus }),
    // Guests sit at the end of the ring and have no turn.
    seats: [...seats, ...guests],
    roles: { ...roles, ...Object.fromEntries(guests.map((id) => [id, guestRoles])) },
  };
}
