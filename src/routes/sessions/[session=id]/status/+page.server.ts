import { error } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { readRoom } from '#features/sessions/live/read-room.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

/** What happens now, for a frame that refreshes itself. Nothing that anybody wrote is in it, because it may be read over shoulders. */
export const load: PageServerLoad = async (event) => {
  const actor = signedIn(event);
  const holder = event.url.searchParams.get('holder');
  const read = await readRoom(rondo(), actor, { sessionId: event.params.session, holder });
  if (!read) error(404);
  const { view, serverNow } = read;
  const { session, seats, me, now, clock, turn, pause, strip } = view;
  return {
    bare: true,
    serverNow,
    session: { status: session.status, startedAt: session.startedAt },
    seats,
    me,
    now,
    clock,
    turn,
    pause,
    steps: strip.length,
  };
};
