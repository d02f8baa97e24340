import type { ActType } from '../command.ts';
import { othersMayFrom } from '../expiry.ts';
import type { Refusal } from '../refusal.ts';
import type { Room } from '../room.ts';
import { capabilities, jobActs } from './capabilities.ts';
import { guestActs, isKnownGuest } from './guests.ts';
import type { Capability, Situation } from './situation.ts';

/** What all acts have in common: the right stage of the session, the right people, the right device, no pause. */
export function admit(type: ActType, situation: Situation): Refusal | undefined {
  const capability = capabilities[type] as Capability<ActType>;
  return (
    wrongPerson(type, situation) ??
    beyondGuest(type, situation) ??
    wrongStage(capability.stage, situation.room) ??
    wrongDevice(capability, situation) ??
    absent(capability, situation) ??
    paused(capability, situation.room)
  );
}

function wrongPerson(type: ActType, { by, context }: Situation): Refusal | undefined {
  if (jobActs.includes(type)) return by === '' ? undefined : { refusal: 'not-a-member' };
  return context.members.some(({ id }) => id === by) ? undefined : { refusal: 'not-a-member' };
}

/** A guest observes: how the session goes on, who has which role and what is kept is the circle's own. */
function beyondGuest(type: ActType, { by, context }: Situation): Refusal | undefined {
  return isKnownGuest(context, by) && !guestActs.includes(type) ? { refusal: 'guest-observes' } : undefined;
}

function wrongStage(stage: Capability<ActType>['stage'], { status }: Room): Refusal | undefined {
  if (status === 'discarded') return { refusal: 'session-discarded' };
  if (status === 'none') return stage === 'none' ? undefined : { refusal: 'not-open' };
  if (stage === 'none') return { refusal: 'already-open' };
  if (status === 'closed' || status === 'expired')
    return stage === 'over' || stage === 'begun' ? undefined : { refusal: 'session-over' };
  if (stage === 'over') return { refusal: 'session-not-over' };
  if (stage === 'open') return undefined;
  if (status === 'lobby') return stage === 'lobby' ? undefined : { refusal: 'not-started' };
  return stage === 'lobby' ? { refusal: 'already-started' } : undefined;
}

function wrongDevice(
  { ownCodeOnly }: Capability<ActType>,
  { room, by, via }: Situation,
): Refusal | undefined {
  if (via === undefined) return undefined;
  if (ownCodeOnly) return { refusal: 'needs-own-code' };
  // Once it is over nobody's screen is in anybody else's hands: each does what is theirs with their own way in.
  if (room.status !== 'lobby' && room.status !== 'running') return { refusal: 'needs-own-code' };
  return room.devices[via] === by ? undefined : { refusal: 'not-holding-device', owner: via };
}

function absent({ fromOutside }: Capability<ActType>, { room, by }: Situation): Refusal | undefined {
  if (fromOutside || (room.status !== 'lobby' && room.status !== 'running')) return undefined;
  return room.present.includes(by) ? undefined : { refusal: 'not-present' };
}

function paused({ worksInPause }: Capability<ActType>, room: Room): Refusal | undefined {
  if (worksInPause || room.status !== 'running' || !room.pause) return undefined;
  return { refusal: 'paused', by: room.pause.by, othersMayFrom: othersMayFrom(room) };
}
