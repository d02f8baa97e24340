import { error, fail, redirect } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { readCues } from '#features/people/use-cases/read-cues.ts';
import { readRoom } from '#features/sessions/live/read-room.ts';
import { actByForm } from '#features/sessions/use-cases/act-by-form.ts';
import { rondo } from '#server/app.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = signedIn(event);
  const app = rondo();
  const sessionId = event.params.session;
  const holder = event.url.searchParams.get('holder');
  const read = await readRoom(app, actor, { sessionId, holder });
  if (!read) error(404);
  if (read.notOpened) redirect(303, `/sessions/${sessionId}`);
  const { view, serverNow } = read;
  // In a room that shares devices nothing is shown before the screen knows in whose hands it is.
  const asksWhoHolds = view.session.oneDevice && !holder && isOpen(view.session.status);
  return {
    bare: true,
    view,
    serverNow,
    holder: holder ?? undefined,
    asksWhoHolds,
    cues: await app.database.asPerson(actor, (tx) => readCues(tx, actor)),
  };
};

export const actions: Actions = {
  /** Every act of the room, for a browser without script. */
  act: async (event) => {
    const actor = signedIn(event);
    const app = rondo();
    const data = await event.request.formData();
    const sessionId = event.params.session;
    const holder = textOf(data.get('holder'));
    const read = await readRoom(app, actor, { sessionId, holder });
    if (!read) error(404);
    const applied = await actByForm(app, read.member, { ...read, data });
    if (!applied) return fail(400, { refusal: { refusal: 'other-kind' } });
    if (!applied.ok) return fail(409, { refusal: applied });
    // A new page, so that a reload does not post again. A device that was handed on belongs to its new holder.
    const next =
      data.get('act') === 'hand-device' ? textOf(data.get('to')) : event.url.searchParams.get('holder');
    redirect(303, `/sessions/${sessionId}/room${next ? `?holder=${next}` : ''}`);
  },
};

function isOpen(status: string): boolean {
  return status === 'lobby' || status === 'running';
}

function textOf(value: FormDataEntryValue | null): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}
