import { error, fail, redirect } from '@sveltejs/kit';
import { asCircleMember, type CircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { type PlanForm, readPlanForm } from '#features/playbooks/input.ts';
import { adaptInForm } from '#features/playbooks/use-cases/adapt-in-form.ts';
import { findPlaybookFor } from '#features/playbooks/use-cases/find-playbook-for.ts';
import { planWithPlaybook } from '#features/playbooks/use-cases/plan-with-playbook.ts';
import { localTime, readMoment, tomorrowMorning } from '#features/playbooks/use-cases/read-moment.ts';
import { showDraft } from '#features/playbooks/use-cases/show-draft.ts';
import { suggestPlaybooks } from '#features/playbooks/use-cases/suggest-playbooks.ts';
import { m } from '#messages';
import { rondo } from '#server/app.ts';
import type { Tx } from '#server/database.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) =>
  asCircleMember(event, async (tx, member, person) => {
    if (member.closed) redirect(303, `/circles/${member.circleId}`);
    const { circle, members, people } = await readPlace(tx, member);
    const slug = event.url.searchParams.get('playbook');
    const place = { circle: { id: circle.id, name: circle.name, focusSkill: circle.focusSkill }, people };
    if (slug === null) {
      const suggestions = await suggestPlaybooks(tx, member, { focusSkill: circle.focusSkill, people });
      return { ...place, suggestions, chosen: undefined };
    }
    const found = await findPlaybookFor(tx, member, slug);
    if (!found) error(404);
    const { playbook, own } = found;
    const moment = tomorrowMorning(rondo().clock.now(), person.timeZone);
    const zones = [...new Set([person.timeZone, ...members.map((each) => each.timeZone)])];
    const chosen = {
      slug,
      own,
      title: playbook.title,
      fits: playbook.people,
      moment,
      zones,
      locals: localsOf(members, moment),
      draft: showDraft({ before: playbook, playbook, changes: [], people }),
    };
    return { ...place, suggestions: undefined, chosen };
  });

export const actions: Actions = {
  /** Changes the form and shows it again; nothing is stored. */
  change: async (event) => {
    const form = readPlanForm(await event.request.formData());
    return asCircleMember(event, async (tx, member) => shownAgain(tx, member, form));
  },

  plan: async (event) => {
    const form = readPlanForm(await event.request.formData());
    const planned = await plan(event, form);
    if ('again' in planned) return fail(422, planned.again);
    redirect(
      303,
      form.values.when === 'later'
        ? `/circles/${event.params.circle}`
        : `/sessions/${planned.sessionId}/room`,
    );
  },
};

async function plan(event: RequestEvent, form: PlanForm) {
  return asCircleMember(event, async (tx, member, person) => {
    const refused = async (reason: string, facts: object = {}) => ({
      again: {
        ...(await shownAgain(tx, member, { ...form, act: { type: 'look' } })),
        refusal: { reason, ...facts },
      },
    });
    const found = await findPlaybookFor(tx, member, form.playbook);
    if (!found) return refused('playbook-gone');
    if (!form.changes) return refused('unreadable-changes');
    const { values, changes } = form;
    const later = values.when === 'later';
    const moment = later ? readMoment(values) : { ok: true as const, at: null };
    if (!moment.ok) return refused(moment.reason);
    const title = values.title.trim();
    const keeps = values.keep === 'on' && changes.length > 0;
    if (keeps && !found.own && (title === '' || title.length > 120)) return refused('title-length');
    const { circle } = await readPlace(tx, member);
    const author = m.playbooks_plan_own_author({ circle: circle.name, author: found.playbook.author });
    const result = await planWithPlaybook(tx, member, {
      found,
      changes,
      keep: keeps ? { title, author } : undefined,
      startsAt: moment.at,
      timeZone: later ? values.zone : person.timeZone,
      oneDevice: values.device === 'one',
    });
    return result.ok ? { sessionId: result.sessionId } : refused(result.refusal.reason, result.refusal);
  });
}

async function shownAgain(tx: Tx, member: CircleMember, form: PlanForm) {
  const found = await findPlaybookFor(tx, member, form.playbook);
  if (!found) return { values: form.values, refusal: { reason: 'playbook-gone' } };
  const { members, people } = await readPlace(tx, member);
  const { changes, playbook, refusal } = adaptInForm(found.playbook, form);
  const added = form.act.type === 'add' && !refusal;
  return {
    values: added ? { ...form.values, stepName: '', stepWhat: '' } : form.values,
    locals: localsOf(members, form.values),
    draft: showDraft({ before: found.playbook, playbook, changes, people }),
    ...(refusal ? { refusal } : {}),
  };
}

async function readPlace(tx: Tx, member: CircleMember) {
  const circle = await findCircle(tx, member);
  const members = await membersOf(tx, member);
  return { circle, members, people: Math.min(5, Math.max(2, members.length)) };
}

function localsOf(
  members: { name: string; timeZone: string }[],
  wall: { date: string; time: string; zone: string },
) {
  const moment = readMoment(wall);
  if (!moment.ok) return [];
  return members.map(({ name, timeZone }) => ({ name, time: localTime(moment.at, timeZone) }));
}
