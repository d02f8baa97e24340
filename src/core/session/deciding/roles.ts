import { leadingRoles } from '../../rota/assign-roles.ts';
import { swapped, taken } from '../evolving/roles.ts';
import type { Refusal } from '../refusal.ts';
import { holderOf } from '../roles-now.ts';
import type { Running } from '../room.ts';
import { decided, type Live, type Rule, type Situation } from './situation.ts';

/** Asks somebody to swap: their role for what one has oneself. */
export const askRoleSwap: Rule<'ask-role-swap', Live> = {
  decide(act, situation) {
    const { room, by } = situation;
    if (act.with === by) return { refusal: 'about-another' };
    if (!room.present.includes(act.with) || room.guests?.includes(act.with))
      return { refusal: 'unknown-person' };
    if (!room.roles[act.with]?.includes(act.role)) return { refusal: 'role-not-held' };
    const after = swapped(room.roles, { role: act.role, from: act.with, to: by });
    return (
      newcomerWouldLead(situation, after) ??
      decided(situation, [{ type: 'role-asked', role: act.role, from: by, to: act.with }])
    );
  },
};

/** The one who was asked says yes. Not answering is no. */
export const acceptRoleSwap: Rule<'accept-role-swap', Live> = {
  may: ({ room, by }) => (room.roleSwap?.to === by ? undefined : { refusal: 'not-asked' }),
  decide(act, situation) {
    const { room, by } = situation;
    const asked = room.roleSwap;
    if (!asked || asked.to !== by || asked.role !== act.role || asked.from !== act.with)
      return { refusal: 'not-asked' };
    if (!room.roles[by]?.includes(act.role)) return { refusal: 'role-not-held' };
    return decided(situation, [{ type: 'role-taken', role: act.role, from: by, to: asked.from }]);
  },
};

/** Takes a role that nobody present holds: the room goes on when somebody is away. */
export const takeRole: Rule<'take-role', Live> = {
  may: ({ room, context }) =>
    freeRoles(room, context.playbook.roles).length > 0 ? undefined : { refusal: 'no-free-role' },
  decide({ role }, situation) {
    const { room, by, context } = situation;
    if (!context.playbook.roles.includes(role)) return { refusal: 'unknown-role' };
    const holder = presentHolder(room, role);
    if (holder !== undefined) return { refusal: 'role-held', by: holder };
    const after = taken(room.roles, { role, to: by });
    return newcomerWouldLead(situation, after) ?? decided(situation, [{ type: 'role-taken', role, to: by }]);
  },
};

/** Roles of the playbook that nobody present holds. Observing needs no taking. */
export function freeRoles(room: Pick<Running, 'roles' | 'present'>, wanted: string[]): string[] {
  return wanted.filter((role) => role !== 'observer' && presentHolder(room, role) === undefined);
}

function presentHolder(room: Pick<Running, 'roles' | 'present'>, role: string): string | undefined {
  return room.present.find((person) => room.roles[person]?.includes(role));
}

/** Newcomers never lead in their first session while somebody else can. */
function newcomerWouldLead({ room, context }: Situation<Live>, after: Running['roles']): Refusal | undefined {
  const newcomers = context.members.filter(({ newcomer }) => newcomer).map(({ id }) => id);
  if (room.present.every((person) => newcomers.includes(person))) return undefined;
  const leads = leadingRoles.some((role) => {
    const holder = holderOf(after, role);
    return holder !== undefined && newcomers.includes(holder) && !room.roles[holder]?.includes(role);
  });
  return leads ? { refusal: 'newcomer-leads' } : undefined;
}
