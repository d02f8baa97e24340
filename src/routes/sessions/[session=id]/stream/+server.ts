import { error } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { findSessionMember } from '#features/sessions/access.ts';
import { streamViews } from '#features/sessions/live/stream-views.ts';
import { rondo } from '#server/app.ts';
import { streamHeaders } from '#server/event-stream.ts';

/** The viewer's current view at once, then every change of it, as Server-Sent Events; see docs/live-protocol.md. */
export async function GET(event) {
  const { params, url } = event;
  const person = signedIn(event);
  const member = await rondo().database.asPerson(person, (tx) =>
    findSessionMember(tx, person, params.session, url.searchParams.get('holder')),
  );
  if (!member) error(404);
  return new Response(streamViews(rondo().hub, { member, signInId: person.signInId }), {
    headers: streamHeaders,
  });
}
