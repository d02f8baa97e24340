import type { RoomView } from '#core/session/view.ts';
import { m } from '#messages';
import { callNames } from '#ui/seat-text.ts';

/** Says what somebody is called at the table, once for a whole page. Whoever is not among the seats any more has no name here. */
export function namesIn({ seats }: Pick<RoomView, 'seats'>): (person: string) => string {
  const called = callNames(seats.map(({ name }) => name));
  const names = new Map(seats.map(({ id }, at) => [id, called[at]]));
  return (person) => names.get(person) || m.after_somebody();
}
