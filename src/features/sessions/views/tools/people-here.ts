import type { PersonId } from '#core/session/event.ts';
import type { RoomView } from '#core/session/view.ts';

/** Everyone at the ring but me, in the order of their seats. */
export function othersOf({ seats, me }: Pick<RoomView, 'seats' | 'me'>): PersonId[] {
  return seats.filter(({ id }) => id !== me.id).map(({ id }) => id);
}

/** Lines by person, in the order of the seats; people without a line are not in it. Nobody is sorted by how much. */
export function byPerson<T>(
  { seats }: Pick<RoomView, 'seats'>,
  lines: readonly T[],
  personOf: (line: T) => PersonId,
): { person: PersonId; lines: T[] }[] {
  const order = [...new Set([...seats.map(({ id }) => id), ...lines.map(personOf)])];
  return order
    .map((person) => ({ person, lines: lines.filter((line) => personOf(line) === person) }))
    .filter(({ lines }) => lines.length > 0);
}
