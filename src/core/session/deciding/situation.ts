import type { Act, ActType, Command } from '../command.ts';
import type { Decision, Effect } from '../effect.ts';
import type { Fact, Instant, PersonId, SessionEvent } from '../event.ts';
import type { Refusal } from '../refusal.ts';
import type { Room, RoomContext } from '../room.ts';
import type { Words, WordsChange } from '../words.ts';

export type Live = Extract<Room, { status: 'running' }>;
export type Open = Extract<Room, { status: 'lobby' | 'running' }>;
export type Over = Extract<Room, { status: 'closed' | 'expired' }>;

/** Who acts, on what, when. `words`: the rows of this session that the actor may read. */
export interface Situation<R extends Room = Room> {
  room: R;
  commandId: string;
  by: PersonId;
  via?: PersonId;
  now: Instant;
  context: RoomContext;
  words: Words[];
}

export type ActOf<T extends ActType> = Extract<Act, { type: T }>;

/**
 * One act's rule in two halves. `may` looks at the situation alone, so that the view can say what a person may do now;
 * `decide` looks at what exactly they want. Both are asked only in the stage that is named.
 */
export interface Rule<T extends ActType, R extends Room> {
  /** Also taken up while the session is paused; everything else waits. */
  worksInPause?: true;
  /** Refused through somebody else's device. */
  ownCodeOnly?: true;
  /** Taken up from people who are not in the room. */
  fromOutside?: true;
  may?(situation: Situation<R>): Refusal | undefined;
  decide(act: ActOf<T>, situation: Situation<R>): Decision | Refusal;
}

export type Capability<T extends ActType> =
  | ({ stage: 'none' } & Rule<T, Extract<Room, { status: 'none' }>>)
  | ({ stage: 'lobby' } & Rule<T, Extract<Room, { status: 'lobby' }>>)
  | ({ stage: 'open' } & Rule<T, Open>)
  | ({ stage: 'running' } & Rule<T, Live>)
  | ({ stage: 'over' } & Rule<T, Over>)
  /** From the start on, also after the end. */
  | ({ stage: 'begun' } & Rule<T, Live | Over>);

/** Makes a decision of facts that all happen now, by the actor. */
export function decided(
  { now, by, via }: Pick<Situation, 'now' | 'by' | 'via'>,
  facts: Fact[],
  rest: { words?: WordsChange[]; effects?: Effect[] } = {},
): Decision {
  const events = facts.map((fact): SessionEvent => ({ at: now, by, ...(via ? { via } : {}), fact }));
  return { events, words: rest.words ?? [], effects: rest.effects ?? [] };
}

/** The situation that a command makes. */
export function situationOf(
  room: Room,
  { id, by, via }: Omit<Command, 'act'>,
  { now, context, words }: { now: Instant; context: RoomContext; words: Words[] },
): Situation {
  return { room, commandId: id, by, ...(via && via !== by ? { via } : {}), now, context, words };
}
