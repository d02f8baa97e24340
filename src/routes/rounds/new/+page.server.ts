import { fail, redirect } from '@sveltejs/kit';
import { localDay } from '#core/circles/local-day.ts';
import { roundInput } from '#features/matching/input.ts';
import { openRound } from '#features/matching/use-cases/open-round.ts';
import { signedIn } from '#features/people/access.ts';
import { colleaguesOf } from '#features/people/use-cases/list-colleagues.ts';
import { m } from '#messages';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** Days that people have to answer unless somebody says otherwise. */
const usualDays = 10;

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const { database, clock } = rondo();
  const now = clock.now();
  return {
    colleagues: await database.asPerson(person, (tx) => colleaguesOf(tx, person)),
    today: localDay(now, person.timeZone),
    until: localDay(new Date(now.getTime() + usualDays * 86_400_000), person.timeZone),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const person = signedIn(event);
    const form = await event.request.formData();
    const read = readForm(roundInput, form);
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const { database, clock } = rondo();
    const opened = await database.asPerson(person, (tx) =>
      openRound(tx, person, { now: clock.now(), input: read.value }),
    );
    if (!opened.ok) {
      const problems: Record<string, string> =
        opened.reason === 'day-is-over'
          ? { answersUntil: m.matching_problem_day_over() }
          : { people: m.matching_problem_nobody() };
      return fail(400, { problems, values: typedValues(form) });
    }
    redirect(303, `/rounds/${opened.roundId}`);
  },
};

function typedValues(form: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = { people: form.getAll('people[]').map(String) };
  for (const [name, value] of form) if (!name.endsWith('[]')) values[name] = String(value);
  return values;
}
