import { fail, redirect } from '@sveltejs/kit';
import { asRoundOrganiser, asRoundReader } from '#features/matching/access.ts';
import { joiningInput, relaxInput, untilInput } from '#features/matching/input.ts';
import { answerRound } from '#features/matching/use-cases/answer-round.ts';
import {
  callRoundOff,
  changeWindow,
  endSeries,
  relaxRound,
} from '#features/matching/use-cases/change-round.ts';
import { readRoundPage } from '#features/matching/use-cases/read-round-page.ts';
import { askForSolve } from '#features/matching/use-cases/solve-round.ts';
import { stopSolve } from '#features/matching/use-cases/stop-solve.ts';
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
    const stopped = await asRoundOrganiser(event, stopSolve);
    if (!stopped.ok) return fail(409, { reason: stopped.reason });
  },
  callOff: async (event) => {
    const called = await asRoundOrganiser(event, callRoundOff);
    if (!called.ok) return fail(409, { reason: called.reason });
    redirect(303, event.url.pathname);
  },
  window: async (event) => {
    const form = await event.request.formData();
    const changed = await asRoundOrganiser(event, async (tx, organiser, person) => {
      const read = readForm(untilInput, form);
      if (!read.ok) return { ok: false, reason: 'day-over' } as const;
      const { clock } = rondo();
      return changeWindow(tx, organiser, {
        day: read.value.answersUntil,
        now: clock.now(),
        zone: person.timeZone,
      });
    });
    if (!changed.ok) return fail(409, { reason: changed.reason });
    redirect(303, event.url.pathname);
  },
  relax: async (event) => {
    const form = await event.request.formData();
    const changed = await asRoundOrganiser(event, async (tx, organiser) => {
      const read = readForm(relaxInput, form);
      return read.ok ? relaxRound(tx, organiser, read.value) : ({ ok: false, reason: 'known' } as const);
    });
    if (!changed.ok) return fail(409, { reason: changed.reason });
    redirect(303, event.url.pathname);
  },
  stopRepeating: async (event) => {
    await asRoundOrganiser(event, endSeries);
    redirect(303, event.url.pathname);
  },
};
