import { fail, redirect } from '@sveltejs/kit';
import { languageChoices } from '#core/people/languages.ts';
import { timeZoneChoices } from '#core/people/time-zone.ts';
import { readInstallation } from '#features/doors/use-cases/read-installation.ts';
import { myGoalInShort } from '#features/goals/use-cases/read-goal.ts';
import { forgetSignedIn, signedIn, signInCookie } from '#features/people/access.ts';
import { emailChangeInput, noticeInput, preferencesInput, profileInput } from '#features/people/input.ts';
import { askForEmail } from '#features/people/use-cases/change-email.ts';
import { changePreferences, changeProfile } from '#features/people/use-cases/change-profile.ts';
import { readMe } from '#features/people/use-cases/read-me.ts';
import { seeNotice } from '#features/people/use-cases/see-notice.ts';
import { signOut } from '#features/people/use-cases/sign-out.ts';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { rondo } from '#server/app.ts';
import { mailIsSet } from '#server/mail.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = signedIn(event);
  const app = rondo();
  const me = await readMe(app, actor);
  return {
    me,
    owner: actor.role === 'owner',
    demonstrations: actor.role === 'owner' ? (await readInstallation(app)).demonstrations : 0,
    goal: await app.database.asPerson(actor, (tx) => myGoalInShort(tx, actor)),
    zone: actor.timeZone,
    mailIsSet: mailIsSet(app.config),
    timeZones: timeZoneChoices(me.profile.timeZone),
    languages: languageChoices(getLocale(), me.profile.languages),
  };
};

export const actions: Actions = {
  profile: async (event) => {
    const actor = signedIn(event);
    const read = readForm(profileInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'profile', ...read });
    const changed = await changeProfile(rondo(), actor, read.value);
    if (changed.ok) return { part: 'profile', saved: true };
    return fail(400, { part: 'profile', problems: { managerId: m.people_problem_manager() } });
  },
  preferences: async (event) => {
    const actor = signedIn(event);
    const read = readForm(preferencesInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'preferences', ...read });
    await changePreferences(rondo(), actor, read.value);
    // A whole new page, because the paper is chosen on the server.
    redirect(303, '/me?saved=preferences#preferences');
  },
  email: async (event) => {
    const actor = signedIn(event);
    const read = readForm(emailChangeInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'email', ...read });
    const { email } = read.value;
    const asked = await askForEmail(rondo(), actor, email);
    if (asked.ok) return { part: 'email', email, confirm: asked.confirm };
    if (asked.reason === 'too-many')
      return fail(429, { part: 'email', minutes: asked.minutes, values: { email } });
    return fail(409, { part: 'email', problems: { email: m.people_me_email_taken() }, values: { email } });
  },
  notice: async (event) => {
    const actor = signedIn(event);
    const read = readForm(noticeInput, await event.request.formData());
    if (read.ok) await seeNotice(rondo(), actor, read.value.id);
    return { part: 'notice' };
  },
  signOut: async (event) => {
    signedIn(event);
    await signOut(rondo(), event.cookies.get(signInCookie));
    forgetSignedIn(event);
    redirect(303, '/sign-in?signed-out');
  },
};
