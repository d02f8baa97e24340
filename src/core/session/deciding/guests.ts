import type { Role, StepKind } from '../../playbook/playbook.ts';
import type { ActType } from '../command.ts';
import type { PersonId } from '../event.ts';
import type { RoomContext } from '../room.ts';
import type { WordsKind } from '../words.ts';

/** What a guest is called on the ring, and what they do: a playbook's words for observers are theirs too. */
export const guestRoles: Role[] = ['guest', 'observer'];

/** Acts of a guest: come, go, ask for a pause like anyone, answer as an observer, and say what an observer says. */
export const guestActs: readonly ActType[] = [
  'join',
  'leave',
  'pause',
  'resume',
  'ready',
  'pass',
  'write',
  'rewrite',
  'remove',
];

/** What a guest writes: evidence, one suggestion for whoever practised, thanks. Nothing about themselves. */
export const guestWrites: readonly WordsKind[] = [
  'observation',
  'anchor',
  'phrase',
  'emotion',
  'suggestion',
  'thanks',
];

/** Steps in which a guest has a part. What a playbook asks of everyone in the others, turns and cards, is the circle's alone. */
export const guestSteps: readonly StepKind[] = ['drill', 'demonstrate', 'debrief', 'suggest', 'gratitude'];

/** Whether somebody is known to be here as a guest; whoever is not known at all is none. */
export function isKnownGuest({ members }: RoomContext, person: PersonId): boolean {
  return members.some(({ id, guest }) => id === person && guest === true);
}
