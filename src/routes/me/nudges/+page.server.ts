import { fail, redirect } from '@sveltejs/kit';
import { mostWeekly } from '#core/nudges/settings.ts';
import { pauseInput, settingsInput } from '#features/nudges/input.ts';
import { endPause, keepSettings, pauseNudges } from '#features/nudges/use-cases/keep-settings.ts';
import { readNudges } from '#features/nudges/use-cases/read-nudges.ts';
import { signedIn } from '#features/people/access.ts';
import { m } from '#messages';
import { rondo } from '#server/app.ts';
import { mailIsSet } from '#server/mail.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const app = rondo();
  const now = app.clock.now();
  const page = await app.database.asPerson(person, (tx) => readNudges(tx, person, now.getTime()));
  return { page, now, mostWeekly, zone: person.timeZone, mailIsSet: mailIsSet(app.config) };
};

export const actions: Actions = {
  settings: async (event) => {
    const person = signedIn(event);
    const form = await event.request.formData();
    const read = readForm(settingsInput, form);
    if (!read.ok) return fail(400, { part: 'settings', ...read });
    // Where the page asks nothing about mails, saving it says nothing about them.
    const asked = { mail: form.has('asksMail') };
    await rondo().database.asPerson(person, (tx) => keepSettings(tx, person, read.value, asked));
    return { part: 'settings', saved: true };
  },
  pause: async (event) => {
    const person = signedIn(event);
    const read = readForm(pauseInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'pause', ...read });
    const { until } = read.value;
    const now = rondo().clock.now();
    const paused = await rondo().database.asPerson(person, (tx) => pauseNudges(tx, person, { until, now }));
    if (!paused.ok)
      return fail(400, { part: 'pause', problems: { until: m.nudges_problem_until() }, values: { until } });
    redirect(303, '/me/nudges');
  },
  resume: async (event) => {
    const person = signedIn(event);
    await rondo().database.asPerson(person, (tx) => endPause(tx, person));
    redirect(303, '/me/nudges');
  },
};
