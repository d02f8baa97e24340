import { fail, redirect } from '@sveltejs/kit';
import { asRoundOrganiser, asRoundReader } from '#features/matching/access.ts';
import { joiningInput } from '#features/matching/input.ts';
import { answerRound } from '#features/matching/use-cases/answer-round.ts';
import { callRoundOff, stopSolve } from '#features/matching/use-cases/publish-round.ts';
import { readRoundPage } from '#features/matching/use-cases/read-round-page.ts';
import { askForSolve } from '#features/matching/use-cases/solve-round.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asRoundReader(event, async (tx, reader, person) => ({
    ...(await readRoundPage(tx, reader)),
    now: rondo().clock.now(),
    zone: person.timeZone,
  }));

export const actions: Actions = {
  answer: async (event) => {
    const form = await event.request.formData();
    const answered = await asRoundReader(event, async (tx, reader) => {
      const read = readForm(joiningInput, form);
      if (!read.ok) return { ok: false, reason: 'not-read' } as const;
      return answerRound(tx, reader, { joining: read.value.joining === 'yes', now: rondo().clock.now() });
    });
    if (!answered.ok) return fail(409, { reason: answered.reason });
  },
  solve: async (event) => {
    const asked = await asRoundOrganiser(event, askForSolve);
    if (!asked.ok) return fail(409, { reason: asked.reason });
  },
  cancel: async (event) => {
    await asRoundOrganiser(event, stopSolve);
  },
  callOff: async (event) => {
    await asRoundOrganiser(event, callRoundOff);
    redirect(303, event.url.pathname);
  },
};
