import { fail } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { dialInput } from '#features/sharing/input.ts';
import { readDial } from '#features/sharing/use-cases/read-dial.ts';
import { setDial } from '#features/sharing/use-cases/set-dial.ts';
import { dialRefusal } from '#features/sharing/views/sharing-words.ts';
import { readMySignals, signalsItem } from '#features/signals/use-cases/read-signals.ts';
import { m } from '#messages';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const { clock, database } = rondo();
  const now = clock.now();
  return database.asPerson(person, async (tx) => ({
    mine: await readMySignals(tx, person, now),
    dial: await readDial(tx, person, signalsItem(person)),
    zone: person.timeZone,
    now,
  }));
};

export const actions: Actions = {
  share: async (event) => {
    const person = signedIn(event);
    const read = readForm(dialInput, await event.request.formData());
    if (!read.ok) return fail(400, { problem: m.sharing_problem_who() });
    const turned = await rondo().database.asPerson(person, (tx) =>
      setDial(tx, person, signalsItem(person), read.value),
    );
    return turned.ok ? { problem: undefined } : fail(409, { problem: dialRefusal(turned.reason) });
  },
};
