import { fail } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { dropInput, readWeekForm, skillInput, workInput } from '#features/profiles/input.ts';
import { dropSkill, tellSkill, tellWeek, tellWork } from '#features/profiles/use-cases/change-profile.ts';
import { readProfile } from '#features/profiles/use-cases/read-profile.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const profile = await rondo().database.asPerson(person, (tx) => readProfile(tx, person));
  return { profile, zone: person.timeZone, preset: event.url.searchParams.get('skill') ?? undefined };
};

export const actions: Actions = {
  work: async (event) => {
    const person = signedIn(event);
    const read = readForm(workInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'work', ...read });
    await rondo().database.asPerson(person, (tx) => tellWork(tx, person, read.value));
    return { part: 'work', saved: true };
  },
  week: async (event) => {
    const person = signedIn(event);
    const told = readWeekForm(await event.request.formData());
    await rondo().database.asPerson(person, (tx) => tellWeek(tx, person, told));
    return { part: 'week', saved: true };
  },
  skill: async (event) => {
    const person = signedIn(event);
    const read = readForm(skillInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'skill', ...read });
    await rondo().database.asPerson(person, (tx) => tellSkill(tx, person, read.value));
    return { part: 'skill', saved: true };
  },
  drop: async (event) => {
    const person = signedIn(event);
    const read = readForm(dropInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'skill', ...read });
    await rondo().database.asPerson(person, (tx) => dropSkill(tx, person, read.value.skill));
    return { part: 'skill', saved: true };
  },
};
