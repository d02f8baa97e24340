import type { Decision } from '../effect.ts';
import type { Fact } from '../event.ts';
import { nextSpeaker } from '../evolving/presence.ts';
import type { Refusal } from '../refusal.ts';
import type { RoomContext } from '../room.ts';
import { waitingObservers } from './flow.ts';
import { guestRoles, isKnownGuest } from './guests.ts';
import { leaveStep } from './leave-step.ts';
import { missingOptIns } from './opt-in.ts';
import { decided, type Open, type Rule, type Situation } from './situation.ts';

/**
 * Into the lobby comes any member; into a running session only with consent to the agreement, and with both yeses where one
 * who is in it manages them or is managed by them. Joining twice is nothing.
 */
export const join: Rule<'join', Open> = {
  worksInPause: true,
  fromOutside: true,
  may({ room, by, via, context }) {
    const member = context.members.find(({ id }) => id === by);
    if (!member) return { refusal: 'not-a-member' };
    if (room.status === 'running' && !member.consented) return { refusal: 'consent-missing', people: [by] };
    return room.status === 'running' ? missingWith(room, context, { by, via })[0] : undefined;
  },
  decide(_, situation) {
    const { room, by, context } = situation;
    if (room.present.includes(by)) return decided(situation, []);
    const newcomer = context.members.some(({ id, newcomer }) => id === by && newcomer);
    const late = room.status === 'running' && !room.seats.includes(by);
    const guest = isKnownGuest(context, by);
    const roles = guest ? guestRoles : ['observer'];
    return decided(situation, [
      { type: 'joined', newcomer, ...(late ? { roles } : {}), ...(guest ? { guest } : {}) },
    ]);
  },
};

/** What is open between this person, who stands outside, and those in the room. */
export function missingWith(
  { present }: Pick<Open, 'present'>,
  { openPairs }: Pick<RoomContext, 'openPairs'>,
  who: Pick<Situation, 'by' | 'via'>,
): Refusal[] {
  if (present.includes(who.by)) return [];
  const theirs = openPairs.filter((pair) => pair.includes(who.by));
  return missingOptIns({ openPairs: theirs }, [...present, who.by], who);
}

/** Goes without a reason. A turn passes on, and a drill that only waited for this person ends. */
export const leave: Rule<'leave', Open> = {
  worksInPause: true,
  decide: (_, situation) => leaves(situation),
};

function leaves(situation: Situation<Open>): Decision {
  const { room, by } = situation;
  if (room.status === 'lobby') return decided(situation, [{ type: 'left' }]);
  const facts: Fact[] = [];
  if (room.turn?.person === by) facts.push({ type: 'turn-ended', next: nextSpeaker(room, by) });
  facts.push({ type: 'left' });
  const waiting = waitingObservers(room).filter((person) => person !== by);
  const lastAnswer =
    room.asking && !room.pause && waiting.length === 0 && waitingObservers(room).includes(by);
  if (!lastAnswer || !room.plan[room.at + 1]) return decided(situation, facts);
  const step = leaveStep(room);
  return decided(situation, [...facts, ...step.facts, { type: 'moved-on', to: room.at + 1 }], {
    words: step.words,
  });
}

/** The screen goes from hand to hand in one-device rooms; whose device it is stays known. */
export const handDevice: Rule<'hand-device', Open> = {
  worksInPause: true,
  fromOutside: true,
  decide({ to }, situation) {
    if (!situation.context.members.some(({ id, guest }) => id === to && !guest))
      return { refusal: 'unknown-person' };
    return decided(situation, [{ type: 'device-handed', to }]);
  },
};
