import type { RoomView } from '#core/session/view.ts';
import { m } from '#messages';
import { callNames } from '#ui/seat-text.ts';

/** What somebody is called at the table. Whoever is not among the seats any more has no name here. */
export function nameIn({ seats }: Pick<RoomView, 'seats'>, person: string): string {
  const names = callNames(seats.map(({ name }) => name));
  return names[seats.findIndex(({ id }) => id === person)] || m.after_somebody();
}
