import { error, fail, redirect } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { findSessionMember, type SessionMember } from '#features/sessions/access.ts';
import { attachImage } from '#features/sessions/use-cases/attach-image.ts';
import { rondo } from '#server/app.ts';

/** Where an image is brought to a session. The room posts here; without script it is a page of its own. */
export async function load(event) {
  const member = await memberOf(event);
  return { sessionId: member.sessionId };
}

export const actions = {
  attach: async (event) => {
    const form = await event.request.formData();
    const member = await memberOf(event, form.get('holder'));
    const file = form.get('file');
    const typed = form.get('text');
    const text = typeof typed === 'string' ? typed.trim() : '';
    const answer = await attachImage(rondo(), member, { file: file instanceof File ? file : null, text });
    if (!answer.ok) return fail(400, { reason: answer.reason, text });
    redirect(303, `/sessions/${event.params.session}/room`);
  },
};

async function memberOf(
  event: Parameters<typeof signedIn>[0] & { params: { session: string } },
  holder: FormDataEntryValue | null = null,
): Promise<SessionMember> {
  const person = signedIn(event);
  const held = typeof holder === 'string' && holder ? holder : null;
  const member = await rondo().database.asPerson(person, (tx) =>
    findSessionMember(tx, person, event.params.session, held),
  );
  if (!member) error(404);
  return member;
}
