import type { Phase, Role, StepKind } from '../playbook/playbook.ts';
import type { ActType } from './command.ts';
import type { Instant, PersonId } from './event.ts';
import type { AfterView } from './view-after.ts';
import type { Tool } from './view-tool.ts';
import type { WordsKind } from './words.ts';

/**
 * What ONE viewer sees: plain JSON of a few kilobytes with nothing in it that they may not know. The message that carries
 * it has the server's time beside it, so that two equal views are equal texts. People are ids; names are on the seats.
 */
export interface RoomView {
  session: SessionView;
  me: MeView;
  /** Order on the ring. Before the start: the circle's members in seat order. */
  seats: SeatView[];
  /** Where devices are shared: members without a seat yet, into whose hands one may go as well. */
  unseated?: { id: PersonId; name: string }[];
  /** What is missing before starting (lobby) or entering (running); absent once inside a running session. */
  door?: DoorView;
  clock?: ClockView;
  now?: NowView;
  /** The side tool of the running step with its words. */
  tool?: Tool;
  turn?: TurnView;
  /** Share of the time spoken in rounds so far; empty before the first turn. */
  airtime: { person: PersonId; seconds: number; share: number }[];
  pause?: PauseView;
  asking?: AskingView;
  /** A swap that waits for an answer; everyone may know. */
  roleSwap?: { role: Role; from: PersonId; to: PersonId; forMe: boolean };
  /** Roles that nobody present holds, free to take. */
  freeRoles: Role[];
  /** I passed in this step. Nobody else is told. */
  passed: boolean;
  next?: { name: string; kind: StepKind; seconds: number; focus?: PersonId };
  /** The whole plan, for the strip at the foot of the room. */
  strip: { name: string; seconds: number; state: 'done' | 'now' | 'ahead'; focus?: PersonId }[];
  objective?: { id: string; author: PersonId; text: string; seenBy: string };
  artefacts: {
    id: string;
    author: PersonId;
    artefact: 'text' | 'link' | 'image';
    text: string;
    fileId?: string;
  }[];
  /** `others`: members who are not at the ring, so that everybody's clock can be named. */
  nextSession?: {
    startsAt: Instant;
    timeZone: string;
    others?: { id: PersonId; name: string; timeZone: string }[];
  };
  /** After the end: what I received and what I wrote. */
  after?: AfterView;
  discard?: {
    proposedAt: Instant;
    settlesAt: Instant;
    agreed: PersonId[];
    waitingFor: PersonId[];
    iAgreed: boolean;
  };
  /** Acts that would be taken up now from me; a button without its act here is not shown. */
  can: ActType[];
  /** Kinds of words that I may add now. */
  canWrite: WordsKind[];
  /** What I typed and have not sent. */
  drafts: Draft[];
}

/** What somebody typed and did not send: their own, per field, last write wins. `refused`: why it came back. */
export interface Draft {
  field: string;
  body: unknown;
  refused?: string;
}

export interface SessionView {
  id: string;
  number: number;
  circle: { id: string; name: string };
  playbook: { title: string; slug: string };
  status: 'lobby' | 'running' | 'closed' | 'expired' | 'discarded';
  firstSession: boolean;
  oneDevice: boolean;
  startedAt?: Instant;
  endedAt?: Instant;
  meetingLink?: string;
}

export interface MeView {
  id: PersonId;
  name: string;
  /** Mine in this step, merged roles included. */
  roles: Role[];
  present: boolean;
  /** This step is about me: I practise, or it is my turn. */
  lit: boolean;
  /** I am the focus owner of this step. */
  focus: boolean;
  newcomer: boolean;
  timeZone: string;
  /** I look through this person's device. */
  via?: PersonId;
  /** My device is in this person's hands. */
  deviceWith?: PersonId;
}

export interface SeatView {
  id: PersonId;
  name: string;
  pronouns?: string;
  /** IANA name: when something that is set together is on their own clock. */
  timeZone: string;
  /** In the lobby: what they would have if it started now with those present. */
  roles: Role[];
  present: boolean;
  lit: boolean;
  you: boolean;
  /** Whose device they hold, where it is not their own. */
  holdsDeviceOf?: PersonId;
}

export interface DoorView {
  /** Why it cannot start, or why I cannot enter; empty: nothing is in the way. */
  missing: (
    | { what: 'my-consent' }
    /** `names` are the others present who have yet to consent; only members see a room, so all may know. */
    | { what: 'consent'; people: PersonId[]; names: string[] }
    /** One of two manages the other, and not both have said yes; `other` is there for those two, on their own device. */
    | { what: 'opt-in'; other?: PersonId; name?: string }
    | { what: 'people'; present: number; needed: number }
    | { what: 'too-many'; present: number; most: number }
  )[];
}

/** Left = endsAt - serverNow, or `remaining` while paused; never below 0. All but instants in seconds. */
export interface ClockView {
  total: number;
  startedAt: Instant;
  /** Absent while paused. In the past when time is up and nobody has moved on. */
  endsAt?: Instant;
  /** Only while paused. */
  remaining?: number;
  /** When the last planned step would end from here, without further pauses. */
  sessionEndsAt: Instant;
}

export interface NowView {
  /** Index into the plan: send it as `from`. */
  at: number;
  /** Index into the playbook's steps. */
  step: number;
  name: string;
  kind: StepKind;
  phase: Phase;
  what: string;
  /** Focus owner of this step, where somebody holds that role. */
  focus?: PersonId;
  /** Who is lit: whose turn it is, else who demonstrates or practises. */
  lit?: PersonId;
  /** What my roles do now, one line each; `everyone` where the step says so. */
  mine: { role: Role; text: string }[];
  /** Word for word, for me. */
  myPrompts: { role: Role; text: string }[];
  /** Word for word, for who is lit; empty when that is me. */
  litPrompts: { role: Role; text: string }[];
  behaviours: string[];
  /** How many constraint cards there are to draw. */
  constraints: number;
  suggestions: number;
  form?: 'SBI' | 'COIN' | 'feedforward';
  scale?: { low: number; lowLabel: string; high: number; highLabel: string };
  keeps?: string;
  /** Present in steps that challenge somebody: their prompts stay hidden from them until `granted`. */
  challenge?: {
    state: 'not-asked' | 'asked' | 'granted' | 'declined';
    by?: PersonId;
    /** Who was asked, or is to be. */
    of?: PersonId;
    forMe: boolean;
  };
  prompt?: string;
  /** How many prompt cards the deck has. */
  prompts: number;
  constraint?: string;
  take: number;
  takeStartedAt: Instant;
  demonstrator?: PersonId;
  anchorsAsked: boolean;
}

export interface TurnView {
  person: PersonId;
  mine: boolean;
  seconds: number;
  endsAt?: Instant;
  /** Only while paused, in seconds. */
  remaining?: number;
  /** In order, still to come. */
  ahead: PersonId[];
}

export interface PauseView {
  by: PersonId;
  mine: boolean;
  since: Instant;
  /** The circle's own sentences for hard moments, from its agreement. */
  agreed: string[];
  /** From the playbook. */
  rescue: { pitfall: string; rescue: string }[];
  /** The pauser has left the room. */
  pauserLeft: boolean;
  /** From then on, without a word from the pauser, the others may close or go on without the step. */
  othersMayFrom: Instant;
}

/** Somebody wants to end the drill early. Who is still writing is told to nobody but that person. */
export interface AskingView {
  by: PersonId;
  /** I am an observer who has not said "ready". */
  waitingForMe: boolean;
  /** From then on a second "move on" by anyone does it. */
  happensAnywayFrom: Instant;
}
