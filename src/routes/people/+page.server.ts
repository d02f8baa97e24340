import { fail } from '@sveltejs/kit';
import { type CellProblems, isJson } from '#core/people/people-file.ts';
import { owning } from '#features/profiles/access.ts';
import { readPeopleForm } from '#features/profiles/input.ts';
import { bringPeopleIn, lookOver } from '#features/profiles/use-cases/move-people.ts';
import { rondo } from '#server/app.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  owning(event);
};

export const actions: Actions = {
  look: async (event) => {
    const person = owning(event);
    const text = await readPeopleForm(await event.request.formData());
    const looked = await rondo().database.asPerson(person, (tx) => lookOver(tx, person, text));
    if (!looked.ok) return refused(text, looked);
    return { text, ...howMany(looked) };
  },
  bring: async (event) => {
    const person = owning(event);
    const text = await readPeopleForm(await event.request.formData());
    const brought = await rondo().database.asPerson(person, (tx) => bringPeopleIn(tx, person, text));
    if (!brought.ok) return refused(text, brought);
    return { text: '', done: true, ...howMany(brought) };
  },
};

const refused = (text: string, { problems, more }: CellProblems) =>
  fail(422, { text, problems, more, json: isJson(text) });

const howMany = (named: Record<'added' | 'changed' | 'same', readonly string[]>) => ({
  added: named.added.length,
  changed: named.changed.length,
  same: named.same.length,
});
