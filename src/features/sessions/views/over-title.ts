import type { SessionView } from '#core/session/view.ts';
import { m } from '#messages';

/** How a session ended, as a heading. One that never started was called off. */
export function overTitle({ status, startedAt }: Pick<SessionView, 'status' | 'startedAt'>): string {
  if (status === 'discarded') return m.room_over_discarded();
  if (status === 'expired') return m.room_over_expired();
  return startedAt ? m.room_over_closed() : m.room_over_called_off();
}
