import type { SessionEvent } from '../event.ts';
import type { Room } from '../room.ts';

type Over = Extract<Room, { status: 'closed' | 'expired' }>;

/** After the end: only what people decide about what is theirs, and about the session as a whole. */
export function evolveAfter(room: Over, { fact, at, by }: SessionEvent): Room | undefined {
  switch (fact.type) {
    case 'discard-proposed':
      return { ...room, discard: { proposedAt: at, agreed: [by] } };
    case 'discard-agreed':
      return room.discard && { ...room, discard: { ...room.discard, agreed: [...room.discard.agreed, by] } };
    case 'discard-withdrawn':
      return { ...room, discard: undefined };
    case 'discarded':
      return { status: 'discarded' };
    case 'released':
      return { ...room, released: [...room.released, { step: fact.step, pass: fact.pass }] };
    case 'words-kept':
    case 'words-changed':
    case 'words-removed':
      return room;
    default:
      return undefined;
  }
}
