import { error, fail, redirect } from '@sveltejs/kit';
import { asCircleMember } from '#features/circles/access.ts';
import { readPlanForm } from '#features/playbooks/input.ts';
import { planFromForm } from '#features/playbooks/use-cases/plan-from-form.ts';
import { tomorrowMorning, wallTime } from '#features/playbooks/use-cases/read-moment.ts';
import {
  openPlanPage,
  readPlanningCircle,
  showPlanPageAgain,
} from '#features/playbooks/use-cases/show-plan-page.ts';
import { suggestPlaybooks } from '#features/playbooks/use-cases/suggest-playbooks.ts';
import { agreedDate, giveAgreedDateAway } from '#features/sessions/use-cases/agreed-date.ts';
import { rondo } from '#server/app.ts';
import type { Actions, PageServerLoad } from './$types';

/** First the choice of a playbook; with `?playbook=` in the address the page that changes and plans it. */
export const load: PageServerLoad = async (event) =>
  asCircleMember(event, async (tx, member, { timeZone }) => {
    if (member.closed) redirect(303, `/circles/${member.circleId}`);
    const { circle, people } = await readPlanningCircle(tx, member);
    const { id, name, focusSkill } = circle;
    const slug = event.url.searchParams.get('playbook');
    if (slug === null) {
      const suggestions = await suggestPlaybooks(tx, member, { focusSkill, people });
      return { circle: { id, name, focusSkill }, people, suggestions, chosen: undefined };
    }
    const agreed = await agreedDate(tx, member);
    const moment = agreed ? wallTime(agreed, timeZone) : tomorrowMorning(rondo().clock.now(), timeZone);
    const chosen = await openPlanPage(tx, member, { slug, moment, timeZone });
    if (!chosen) error(404);
    return { circle: { id, name, focusSkill }, people, suggestions: undefined, chosen };
  });

export const actions: Actions = {
  /** Changes the form and shows it again; nothing is stored. */
  change: async (event) => {
    const form = readPlanForm(await event.request.formData());
    return asCircleMember(event, (tx, member) => showPlanPageAgain(tx, member, form));
  },

  plan: async (event) => {
    const form = readPlanForm(await event.request.formData());
    const later = form.values.when === 'later';
    const planned = await asCircleMember(event, async (tx, member, { timeZone }) => {
      const planned = await planFromForm(tx, member, { form, timeZone });
      if (planned.ok && later) await giveAgreedDateAway(tx, member);
      return planned;
    });
    if (!planned.ok) return fail(422, planned.again);
    redirect(303, later ? `/circles/${event.params.circle}` : `/sessions/${planned.sessionId}/room`);
  },
};
