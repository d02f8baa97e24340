import { redirect } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { readWeekForm } from '#features/profiles/input.ts';
import { tellWeek } from '#features/profiles/use-cases/change-profile.ts';
import { readProfile } from '#features/profiles/use-cases/read-profile.ts';
import { endStep } from '#features/welcome/use-cases/settle-step.ts';
import { rondo } from '#server/app.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const { week, weekTold } = await rondo().database.asPerson(person, (tx) => readProfile(tx, person));
  return { week, told: weekTold, zone: person.timeZone };
};

export const actions: Actions = {
  default: async (event) => {
    const person = signedIn(event);
    const told = readWeekForm(await event.request.formData());
    const next = await rondo().database.asPerson(person, async (tx) => {
      await tellWeek(tx, person, told);
      return endStep(tx, person, { step: 'week', kept: true });
    });
    redirect(303, next);
  },
};
