import { fail, redirect } from '@sveltejs/kit';
import { languageChoices } from '#core/people/languages.ts';
import { timeZoneChoices } from '#core/people/time-zone.ts';
import { signedIn } from '#features/people/access.ts';
import { readLanguages, tellLanguages } from '#features/people/use-cases/tell-languages.ts';
import { languagesStepInput } from '#features/welcome/input.ts';
import { endStep } from '#features/welcome/use-cases/settle-step.ts';
import { getLocale } from '#messages/runtime.js';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const told = await rondo().database.asPerson(person, (tx) => readLanguages(tx, person));
  return {
    ...told,
    zones: timeZoneChoices(told.timeZone),
    choices: languageChoices(getLocale(), told.languages),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const person = signedIn(event);
    const read = readForm(languagesStepInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems });
    const next = await rondo().database.asPerson(person, async (tx) => {
      await tellLanguages(tx, person, read.value);
      return endStep(tx, person, { step: 'languages', kept: true });
    });
    redirect(303, next);
  },
};
