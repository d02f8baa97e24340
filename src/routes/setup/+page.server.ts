import { fail, redirect } from '@sveltejs/kit';
import { deviceName } from '#core/people/device-name.ts';
import { languageChoices, preferredLanguages } from '#core/people/languages.ts';
import { timeZoneChoices } from '#core/people/time-zone.ts';
import { operator } from '#features/doors/access.ts';
import { setUpInput } from '#features/doors/input.ts';
import { setUpOrganisation } from '#features/doors/use-cases/set-up-organisation.ts';
import { keepSignedIn } from '#features/people/access.ts';
import { getLocale } from '#messages/runtime.js';
import { rondo } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { mailIsSet } from '#server/mail.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, request }) => {
  if (!locals.operator) redirect(303, '/welcome');
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    organisationId: newId(),
    mailIsSet: mailIsSet(rondo().config),
    timeZone: here,
    timeZones: timeZoneChoices(here),
    languages: languageChoices(getLocale()),
    preferred: preferredLanguages(request.headers.get('accept-language') ?? ''),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const app = rondo();
    const proved = operator(event.locals);
    const read = readForm(setUpInput(mailIsSet(app.config)), await event.request.formData());
    if (!read.ok) return fail(400, read);
    const device = deviceName(event.request.headers.get('user-agent') ?? '');
    const done = await setUpOrganisation(app, proved, { ...read.value, device });
    if (!done.ok) return fail(409, { reason: done.reason });
    keepSignedIn(event, done.signIn);
    return { code: done.code, organisation: read.value.organisation };
  },
};
