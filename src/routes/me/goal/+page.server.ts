import { fail, redirect } from '@sveltejs/kit';
import { localDay } from '#core/circles/local-day.ts';
import { usualUntil } from '#core/goals/goal.ts';
import {
  changeGoalInput,
  changeMilestoneInput,
  endInput,
  goalInput,
  milestoneIdInput,
  milestoneInput,
  reachInput,
  shareInput,
  tieInput,
} from '#features/goals/input.ts';
import {
  addMilestone,
  changeMilestone,
  dropMilestone,
  reachMilestone,
} from '#features/goals/use-cases/keep-milestones.ts';
import { readGoalPage } from '#features/goals/use-cases/read-goal.ts';
import { changeGoal, endMyGoal, forgetGoal, setGoal } from '#features/goals/use-cases/set-goal.ts';
import { shareGoal, withdrawGoal } from '#features/goals/use-cases/share-goal.ts';
import { tieCard } from '#features/goals/use-cases/tie-card.ts';
import { goalRefusal } from '#features/goals/views/goal-words.ts';
import { type SignedIn, signedIn } from '#features/people/access.ts';
import { rondo } from '#server/app.ts';
import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { type ReadForm, readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  const now = rondo().clock.now();
  const today = localDay(now, person.timeZone);
  return {
    view: await rondo().database.asPerson(person, (tx) => readGoalPage(tx, person)),
    // Made here, so that a form that is sent twice sets one goal.
    fresh: newId(),
    today,
    until: usualUntil(today),
    now,
    zone: person.timeZone,
  };
};

type Answer = { ok: true } | { ok: false; reason: string };

/**
 * Reads one form of the page and does it in one transaction of whoever is signed in; leads back to a plain page, so that a
 * reload repeats nothing. What does not fit comes back to the same form.
 */
function action<T>(
  part: string,
  read: (form: FormData) => ReadForm<T>,
  work: (tx: Tx, person: SignedIn, value: T, today: string) => Promise<Answer>,
) {
  return async (event: RequestEvent) => {
    const person = signedIn(event);
    const given = read(await event.request.formData());
    if (!given.ok) return fail(400, { part, problems: given.problems, values: given.values });
    const today = localDay(rondo().clock.now(), person.timeZone);
    const done = await rondo().database.asPerson(person, (tx) => work(tx, person, given.value, today));
    if (done.ok) redirect(303, '/me/goal');
    const { values } = given;
    if (done.reason === 'day-out-of-reach') {
      const sentence = goalRefusal(done.reason);
      return fail(400, { part, problems: { until: sentence, by: sentence }, values });
    }
    return fail(409, { part, reason: done.reason, values });
  };
}

const done = { ok: true } as const;

export const actions: Actions = {
  set: action('set', (form) => readForm(goalInput, form), setGoal),
  change: action('change', (form) => readForm(changeGoalInput, form), changeGoal),
  add: action('add', (form) => readForm(milestoneInput, form), addMilestone),
  milestone: action('milestone', (form) => readForm(changeMilestoneInput, form), changeMilestone),
  reach: action(
    'reach',
    (form) => readForm(reachInput, form),
    (tx, person, { id, reached }) => reachMilestone(tx, person, { id, reached: reached === 'yes' }),
  ),
  drop: action(
    'drop',
    (form) => readForm(milestoneIdInput, form),
    (tx, person, { id }) => dropMilestone(tx, person, id),
  ),
  share: action(
    'share',
    (form) => readForm(shareInput, form),
    (tx, person, value) => shareGoal(tx, person, value.with),
  ),
  withdraw: async (event) => {
    const person = signedIn(event);
    await rondo().database.asPerson(person, (tx) => withdrawGoal(tx, person));
    redirect(303, '/me/goal');
  },
  tie: action(
    'tie',
    (form) => readForm(tieInput, form),
    async (tx, person, { card, tied }) => {
      await tieCard(tx, person, { card, tied: tied === 'yes' });
      return done;
    },
  ),
  end: action('end', (form) => readForm(endInput, form), endMyGoal),
  forget: action(
    'forget',
    (form) => readForm(milestoneIdInput, form),
    async (tx, person, { id }) => {
      await forgetGoal(tx, person, id);
      return done;
    },
  ),
};
