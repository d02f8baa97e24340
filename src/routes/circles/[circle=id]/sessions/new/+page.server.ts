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
import { plannedInput } from '#features/sessions/input.ts';
import { agreedDate, giveAgreedDateAway } from '#features/sessions/use-cases/agreed-date.ts';
import { findPlannedSession } from '#features/sessions/use-cases/change-planned.ts';
import { rondo } from '#server/app.ts';
import type { Actions, PageServerLoad } from './$types';

/**
 * First the choice of a playbook; with `?playbook=` in the address the page that changes and plans it. With `?session=` it
 * is for a session that is planned already; when that one is gone, the circle's page says what is there.
 */
export const load: PageServerLoad = async (event) =>
  asCircleMember(event, async (tx, member, { timeZone }) => {
    const asked = event.url.searchParams.get('session');
    const session = plannedInput.safeParse({ session: asked }).data?.session;
    const planned = session && (await findPlannedSession(tx, member, session));
    if (member.closed || (asked !== null && !planned)) redirect(303, `/circles/${member.circleId}`);
    const { circle, people } = await readPlanningCircle(tx, member);
    const { id, name, focusSkill } = circle;
    const now = rondo().clock.now();
    const startsAt = planned ? planned.startsAt : await agreedDate(tx, member);
    const isFor = planned && session ? { id: session, later: true, oneDevice: planned.oneDevice } : undefined;
    const slug = event.url.searchParams.get('playbook');
    const page = { circle: { id, name, focusSkill }, people, session: isFor, startsAt, timeZone, now };
    if (slug === null) {
      const suggestions = await suggestPlaybooks(tx, member, { focusSkill, people });
      return { ...page, suggestions, chosen: undefined };
    }
    const ahead = startsAt && startsAt > now;
    const moment = ahead ? wallTime(startsAt, timeZone) : tomorrowMorning(now, timeZone);
    const chosen = await openPlanPage(tx, member, { slug, session, moment, timeZone });
    if (!chosen) error(404);
    return { ...page, suggestions: undefined, chosen: { ...chosen, session: isFor } };
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
      if (planned.ok && later && !form.session) await giveAgreedDateAway(tx, member);
      return planned;
    });
    if (!planned.ok) return fail(422, planned.again);
    redirect(303, later ? `/circles/${event.params.circle}` : `/sessions/${planned.sessionId}/room`);
  },
};
