import { error, json } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { findSessionMember } from '#features/sessions/access.ts';
import { doorMessage } from '#features/sessions/input.ts';
import { takeMessage } from '#features/sessions/use-cases/take-message.ts';
import { rondo } from '#server/app.ts';

/** The session's one write door beside form actions; see docs/live-protocol.md. */
export async function POST(event) {
  const { params, request } = event;
  const person = signedIn(event);
  // A form of another site can say text/plain without asking; only a page of ours can say JSON.
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) error(415);
  const parsed = doorMessage.safeParse(await request.json().catch(() => undefined));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return json(
      { error: 'not-understood', at: issue?.path.join('.') ?? '', message: issue?.message ?? '' },
      { status: 400 },
    );
  }
  const app = rondo();
  const { holder, person: shown } = parsed.data;
  // What one person typed must not go out in the name of another who signed in on the same browser.
  if (shown && shown !== person.personId) error(401);
  const member =
    (holder ? undefined : app.hub.memberOf(params.session, person)) ??
    (await app.database.asPerson(person, (tx) => findSessionMember(tx, person, params.session, holder)));
  if (!member) error(404);
  return json(await takeMessage(app, member, parsed.data));
}
