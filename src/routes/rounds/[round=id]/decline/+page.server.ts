import { error, fail, redirect } from '@sveltejs/kit';
import { asRoundReader } from '#features/matching/access.ts';
import { placeInput } from '#features/matching/input.ts';
import { answerOwnPlace } from '#features/matching/use-cases/answer-place.ts';
import { readOwnCircle } from '#features/matching/use-cases/read-round-page.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asRoundReader(event, async (tx, reader) => {
    const { round, place } = await readOwnCircle(tx, reader);
    if (!place) error(404);
    return { round, place: { id: place.id, pair: place.members.length === 2 } };
  });

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const answered = await asRoundReader(event, async (tx, reader) => {
      const { place } = await readOwnCircle(tx, reader);
      if (!place) error(404);
      const read = readForm(placeInput, form);
      if (!read.ok) return { ok: false, reason: 'gone' } as const;
      return answerOwnPlace(tx, reader, { place: read.value.place, accept: false });
    });
    if (!answered.ok) return fail(409, { reason: answered.reason });
    redirect(303, `/rounds/${event.params.round}/circle`);
  },
};
