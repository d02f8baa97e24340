import { fail, redirect } from '@sveltejs/kit';
import { notYetInput } from '#features/commitments/input.ts';
import { carryOver } from '#features/commitments/use-cases/carry-over.ts';
import { readInstallation } from '#features/doors/use-cases/read-installation.ts';
import { knownCircles } from '#features/nudges/use-cases/gather-wanted.ts';
import { nearOf, readNear } from '#features/nudges/use-cases/read-nudges.ts';
import { signedIn } from '#features/people/access.ts';
import { readToday } from '#features/sessions/use-cases/read-today.ts';
import { allAnswered } from '#server/all-answered.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** The first page: the day of who is signed in; for others the door, or the welcome where nobody has set up anything. */
export const load: PageServerLoad = async ({ locals }) => {
  const app = rondo();
  const person = locals.person;
  if (!person) redirect(303, (await readInstallation(app)).organisations === 0 ? '/welcome' : '/sign-in');
  // Nothing begins before a circle has said yes.
  if (person.applicant) redirect(303, '/circles');
  const now = app.clock.now();
  const [today, read] = await app.database.asPerson(person, (tx) =>
    allAnswered([readToday(tx, person), readNear(tx, person, now.getTime())]),
  );
  const known = {
    cards: today.circles.flatMap(({ card }) => card ?? []),
    circles: knownCircles(today.circles, person.personId),
  };
  return {
    today,
    near: nearOf(read, known, { zone: person.timeZone, now: now.getTime() }),
    me: { id: person.personId, name: person.name, timeZone: person.timeZone },
    now,
  };
};

export const actions: Actions = {
  /** Takes my card along; whose card it is, the use case asks. */
  notYet: async (event) => {
    const person = signedIn(event);
    const read = readForm(notYetInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'not-understood' });
    const { id, seen } = read.value;
    await rondo().database.asPerson(person, (tx) => carryOver(tx, person, id, seen));
    redirect(303, '/');
  },
};
