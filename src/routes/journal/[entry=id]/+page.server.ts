import { error, fail, redirect } from '@sveltejs/kit';
import { readEntry } from '#features/journal/use-cases/read-journal.ts';
import { removeEntry } from '#features/journal/use-cases/write-entry.ts';
import { signedIn } from '#features/people/access.ts';
import { dialInput } from '#features/sharing/input.ts';
import { readKeptUntil } from '#features/sharing/use-cases/keep-retention.ts';
import { readDial } from '#features/sharing/use-cases/read-dial.ts';
import { isSetAside, noteAside } from '#features/sharing/use-cases/set-aside.ts';
import { setDial } from '#features/sharing/use-cases/set-dial.ts';
import { dialRefusal } from '#features/sharing/views/sharing-words.ts';
import { m } from '#messages';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const id = event.params.entry;
  return rondo().database.asPerson(person, async (tx) => {
    const entry = await readEntry(tx, person, id);
    if (!entry) error(404);
    const keptUntil = await readKeptUntil(tx, person, { kind: 'journal_entry', changedAt: entry.changedAt });
    const dial = await readDial(tx, person, { kind: 'journal_entry', id });
    const aside = await isSetAside(tx, person, dial.item);
    return {
      entry,
      keptUntil,
      dial,
      aside,
      me: person.personId,
      zone: person.timeZone,
      now: rondo().clock.now(),
    };
  });
};

export const actions: Actions = {
  share: async (event) => {
    const person = signedIn(event);
    const id = event.params.entry;
    const form = await event.request.formData();
    return rondo().database.asPerson(person, async (tx) => {
      if (!(await readEntry(tx, person, id))) error(404);
      const read = readForm(dialInput, form);
      if (!read.ok) return fail(400, { problem: m.sharing_problem_who() });
      const turned = await setDial(tx, person, { kind: 'journal_entry', id }, read.value);
      return turned.ok ? { problem: undefined } : fail(409, { problem: dialRefusal(turned.reason) });
    });
  },
  noted: async (event) => {
    const person = signedIn(event);
    const id = event.params.entry;
    await rondo().database.asPerson(person, async (tx) => {
      if (!(await readEntry(tx, person, id))) error(404);
      await noteAside(tx, { kind: 'journal_entry', id });
    });
    return { problem: undefined };
  },
  remove: async (event) => {
    const person = signedIn(event);
    await rondo().database.asPerson(person, async (tx) => {
      if (!(await readEntry(tx, person, event.params.entry))) error(404);
      await removeEntry(tx, person, event.params.entry);
    });
    redirect(303, '/journal');
  },
};
