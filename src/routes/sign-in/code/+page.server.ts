import { fail, redirect } from '@sveltejs/kit';
import { deviceName } from '#core/people/device-name.ts';
import { keepSignedIn, safeNext } from '#features/people/access.ts';
import { personalCodeInput } from '#features/people/input.ts';
import { usePersonalCode } from '#features/people/use-cases/use-personal-code.ts';
import { m } from '#messages';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const next = safeNext(url.searchParams.get('next'));
  if (locals.person) redirect(303, next);
  return { next };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const next = safeNext(form.get('next'));
    const read = readForm(personalCodeInput, form);
    if (!read.ok)
      return fail(400, { problem: read.problems.code, code: String(form.get('code') ?? ''), next });
    const used = await usePersonalCode(rondo(), {
      code: read.value.code,
      client: event.getClientAddress(),
      device: deviceName(event.request.headers.get('user-agent') ?? ''),
    });
    if (used.ok) {
      keepSignedIn(event, used.signIn);
      redirect(303, next);
    }
    if (used.reason === 'too-many') return fail(429, { minutes: used.minutes, code: read.value.code, next });
    return fail(400, { problem: m.people_code_unknown(), code: read.value.code, next });
  },
};
