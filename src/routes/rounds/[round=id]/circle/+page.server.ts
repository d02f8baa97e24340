import { fail, redirect } from '@sveltejs/kit';
import { mondayBefore } from '#core/people/week-in-utc.ts';
import { asRoundReader } from '#features/matching/access.ts';
import { placeInput } from '#features/matching/input.ts';
import { answerOwnPlace } from '#features/matching/use-cases/answer-place.ts';
import { titlesOf } from '#features/matching/use-cases/name-skills.ts';
import { readOwnCircle } from '#features/matching/use-cases/read-round-page.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asRoundReader(event, async (tx, reader, person) => {
    const own = await readOwnCircle(tx, reader);
    const now = rondo().clock.now();
    return {
      ...own,
      me: person.personId,
      zone: person.timeZone,
      now,
      monday: mondayBefore(now.getTime()),
      skills: own.place ? await titlesOf(tx, person, [own.place.described]) : {},
    };
  });

export const actions: Actions = {
  accept: async (event) => {
    const form = await event.request.formData();
    const answered = await asRoundReader(event, async (tx, reader) => {
      const read = readForm(placeInput, form);
      if (!read.ok) return { ok: false, reason: 'gone' } as const;
      return answerOwnPlace(tx, reader, { place: read.value.place, accept: true });
    });
    if (!answered.ok) return fail(409, { reason: answered.reason });
    if (answered.answer === 'founded') redirect(303, `/circles/${answered.circleId}/agreement`);
  },
};
