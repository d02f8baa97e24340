import { fail, redirect } from '@sveltejs/kit';
import { localDay } from '#core/circles/local-day.ts';
import { entryInput } from '#features/journal/input.ts';
import { writeEntry } from '#features/journal/use-cases/write-entry.ts';
import { signedIn } from '#features/people/access.ts';
import { m } from '#messages';
import { rondo } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const person = signedIn(event);
  return { today: localDay(rondo().clock.now(), person.timeZone), id: newId(), me: person.personId };
};

export const actions: Actions = {
  keep: async (event) => {
    const person = signedIn(event);
    const read = readForm(entryInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values, problem: undefined });
    const told = read.value;
    const written = await rondo().database.asPerson(person, (tx) => writeEntry(tx, person, told));
    if (written.ok) redirect(303, '/journal');
    const values = { ...told, version: written.reason === 'changed' ? written.version : told.version };
    const problem = written.reason === 'changed' ? m.journal_problem_changed() : m.journal_problem_empty();
    return fail(written.reason === 'changed' ? 409 : 400, { problems: {}, values, problem });
  },
};
