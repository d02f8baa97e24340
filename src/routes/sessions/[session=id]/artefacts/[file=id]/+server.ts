import { error } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { findSessionMember } from '#features/sessions/access.ts';
import { readArtefact } from '#features/sessions/use-cases/read-artefact.ts';
import { rondo } from '#server/app.ts';

/** An image that somebody brought, for those who were members when the session was held. */
export async function GET(event) {
  const { params } = event;
  const person = signedIn(event);
  const app = rondo();
  const member = await app.database.asPerson(person, (tx) => findSessionMember(tx, person, params.session));
  const file = member && (await readArtefact(app, member, params.file));
  if (!file) error(404);
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'content-type': file.mediaType,
      'content-length': String(file.bytes.length),
      'content-disposition': 'inline',
      // It is an image drawn by us; should a browser ever take it for a page, that page can do nothing.
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
}
