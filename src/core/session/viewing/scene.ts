import type { Step } from '../../playbook/playbook.ts';
import type { Situation } from '../deciding/situation.ts';
import { situationOf } from '../deciding/situation.ts';
import type { Instant, PersonId, PlannedStep } from '../event.ts';
import { mayRead } from '../may-read.ts';
import type { Room, RoomContext, Running } from '../room.ts';
import { showsOnDevice } from '../shows-on-device.ts';
import type { Words, WordsBody, WordsKind } from '../words.ts';

export type Started = Extract<Room, { status: 'running' | 'closed' | 'expired' }>;

/** Everything that a view is made of. `words` holds only what the viewer may read: the parts never filter again. */
export interface Scene<R extends Room = Room> {
  room: R;
  context: RoomContext;
  viewer: PersonId;
  via?: PersonId;
  words: Words[];
  now: Instant;
}

export function sceneOf(given: Scene): Scene {
  const { viewer } = given;
  const readable = given.words.filter(
    (row) =>
      mayRead(row, viewer) && showsOnDevice(row, given) && (row.author === viewer || !standsOutside(given)),
  );
  return { ...given, context: asGuest(given), words: readable };
}

/** A guest knows nothing of the circle's board, nor how roles went in sessions before. */
function asGuest({ context, viewer }: Scene): RoomContext {
  return isGuest({ context, viewer }) ? { ...context, openCards: [], rotaTotals: [] } : context;
}

/** Whether the viewer sits in on this session without being of the circle. Who is not known here is told no more than a guest. */
export function isGuest({ context, viewer }: Pick<Scene, 'context' | 'viewer'>): boolean {
  const member = context.members.find(({ id }) => id === viewer);
  return member === undefined || member.guest === true;
}

/** Who never agreed how the circle treats what is said, or came to the circle later, hears nothing before they enter. */
function standsOutside({ room, context, viewer }: Scene): boolean {
  // A guest hears what is said while they are in the room, and nothing more once they have gone or it is over.
  if (isGuest({ context, viewer }))
    return (room.status !== 'lobby' && room.status !== 'running') || !room.present.includes(viewer);
  if ('attended' in room && room.attended.includes(viewer)) return false;
  return context.members.some(
    ({ id, consented, cameWhileOpen }) => id === viewer && (!consented || cameWhileOpen),
  );
}

/** The viewer as one who is about to act. */
export function situationIn({ room, context, viewer, via, words, now }: Scene): Situation {
  return situationOf(room, { id: 'view', by: viewer, ...(via ? { via } : {}) }, { now, context, words });
}

export interface StepHere {
  planned: PlannedStep;
  step: Step;
}

/** The running step with its text; undefined where a session ended in the lobby. */
export function stepHere({ room, context }: { room: Running; context: RoomContext }): StepHere | undefined {
  const planned = room.plan[room.at];
  const step = context.playbook.steps[planned?.step ?? -1];
  return planned && step ? { planned, step } : undefined;
}

export type Row<K extends WordsKind> = Words & { body: Extract<WordsBody, { kind: K }> };

/** Readable words of a kind, oldest first; of one planned step where it is named. */
export function rowsOf<K extends WordsKind>(words: Words[], kind: K, step?: number): Row<K>[] {
  const isRow = (row: Words): row is Row<K> => row.body.kind === kind;
  return words.filter(isRow).filter((row) => step === undefined || row.step === step);
}
