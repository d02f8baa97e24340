import type { Playbook, Role } from '../playbook/playbook.ts';
import type { RotaTotal } from '../rota/rota.ts';
import type { Instant, PersonId, PlannedStep } from './event.ts';

/** What the machine must be told and does not remember: looked up by the caller in the same transaction. */
export interface RoomContext {
  sessionId: string;
  number: number;
  circle: { id: string; name: string };
  playbook: Playbook;
  playbookSlug: string;
  /** Members when the session is held, by seat order of the circle. */
  members: Member[];
  /** Members of whom one manages the other and not both have said yes to practising together: who they are is for those two. */
  openPairs: [PersonId, PersonId][];
  /** Commitment cards on the circle's board now. One that has its outcome is in nobody's way: the next replaces it. */
  openCards: {
    id: string;
    owner: PersonId;
    experiment: string;
    context: string;
    criterion: string;
    hasOutcome?: true;
  }[];
  /** What the circle's earlier sessions come to, for the rota. */
  rotaTotals: RotaTotal[];
  /** The circle's own sentences for hard moments, from its agreement. */
  hardMoments: string[];
  meetingLink?: string;
  firstSession: boolean;
  /** People share one device, or some of them do: the screen asks who holds it. */
  oneDevice: boolean;
}

export interface Member {
  id: PersonId;
  name: string;
  pronouns?: string;
  timeZone: string;
  /** In their first session of this circle: never leads. */
  newcomer: boolean;
  /** Whether they consented to the agreement that is in force. */
  consented: boolean;
  /** Joined the circle when the session was open already: hears nothing of it before they enter. */
  cameWhileOpen?: boolean;
  /** Sits in on this one session: observes, has no turn, no card, no say in how it goes on or what is kept of it. */
  guest?: boolean;
}

/** The fold of a session's events. Facts only; people's words are read beside it. */
export type Room =
  | { status: 'none' }
  | ({ status: 'lobby' } & Lobby)
  | ({ status: 'running' } & Running)
  | ({ status: 'closed' | 'expired' } & Running)
  | { status: 'discarded' };

export interface Lobby {
  openedBy: PersonId;
  openedAt: Instant;
  present: PersonId[];
  /** Who of them came as a guest, also after they have gone. */
  guests?: PersonId[];
  /** When anything happened last. */
  lastAt: Instant;
  /** Last act of each person: whether a pauser has been silent for five minutes. */
  lastActAt: Record<PersonId, Instant>;
  /** Whose device is in whose hands, where it is not the owner's. */
  devices: Record<PersonId, PersonId>;
  /** When each device was last given from hand to hand; what was on its screen before is wiped. */
  handedAt: Record<PersonId, Instant>;
}

export interface Challenge {
  step: number;
  by: PersonId;
  of: PersonId;
  answer?: 'granted' | 'declined';
}

export interface Running extends Lobby {
  startedAt: Instant;
  endedAt?: Instant;
  plan: PlannedStep[];
  /** Order on the ring; late joiners sit down at the end. */
  seats: PersonId[];
  /** Every member of the circle who was ever in the room; guests are none. */
  attended: PersonId[];
  roles: Record<PersonId, Role[]>;
  /** Index into the plan. */
  at: number;
  stepStartedAt: Instant;
  /** Seconds added to the running step. */
  extended: number;
  /** Milliseconds of the running step that were spent in pause. */
  pausedFor: number;
  pause?: { by: PersonId; at: Instant };
  /** Steps that the others left behind without the one who paused them, who alone may take them up again. */
  leftBehind?: Record<number, PersonId>;
  /** `extended` in seconds, `pausedFor` in milliseconds; both belong to this turn. */
  turn?: { person: PersonId; startedAt: Instant; extended: number; pausedFor: number; done: PersonId[] };
  /** Milliseconds spoken in rounds. */
  airtime: Record<PersonId, number>;
  asking?: { by: PersonId; ready: PersonId[]; at: Instant };
  /** How often each planned step was entered. The running pass is one less. */
  entered: Record<number, number>;
  /** Passes whose seal was opened; going back never seals them again. */
  released: { step: number; pass: number }[];
  /** Who was asked for a challenge in which planned step, and what they said; it stands whoever else is asked. */
  challenges: Challenge[];
  roleSwap?: { role: Role; from: PersonId; to: PersonId };
  demonstrator?: PersonId;
  prompt?: number;
  /** All that were drawn in this session: no card comes twice while others are left. */
  drawnPrompts: number[];
  constraint?: number;
  drawnConstraints: number[];
  take: number;
  takeStartedAt: Instant;
  anchorsAsked: boolean;
  passed: { person: PersonId; step: number }[];
  committed: PersonId[];
  next?: { startsAt: Instant; timeZone: string };
  discard?: { agreed: PersonId[]; proposedAt: Instant };
}
