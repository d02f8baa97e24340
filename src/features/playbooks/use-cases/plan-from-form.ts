import type { CircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { m } from '#messages';
import type { Tx } from '#server/database.ts';
import type { PlanForm } from '../input.ts';
import { findPlaybookToPlan } from './find-playbook-to-plan.ts';
import { planWithPlaybook } from './plan-with-playbook.ts';
import { readMoment } from './read-moment.ts';
import { type PlanPageAgain, showPlanPageAgain } from './show-plan-page.ts';

export type PlannedFromForm = { ok: true; sessionId: string } | { ok: false; again: PlanPageAgain };

/** Plans the session that the form describes, or changes the planned one that it names, or shows the page again with the reason and everything that was typed. */
export async function planFromForm(
  tx: Tx,
  member: CircleMember,
  { form, timeZone }: { form: PlanForm; timeZone: string },
): Promise<PlannedFromForm> {
  const { values, changes } = form;
  const found = await findPlaybookToPlan(tx, member, { slug: form.playbook, session: form.session });
  if (!found) return refused(tx, member, form, { reason: 'playbook-gone' });
  if (!changes) return refused(tx, member, form, { reason: 'unreadable-changes' });
  const later = values.when === 'later';
  const moment = later ? readMoment(values) : { ok: true as const, at: null };
  if (!moment.ok) return refused(tx, member, form, moment);
  const title = values.title.trim();
  const keeps = values.keep === 'on' && changes.length > 0;
  if (keeps && !found.own && (title === '' || title.length > 120))
    return refused(tx, member, form, { reason: 'title-length' });
  const { name } = await findCircle(tx, member);
  // A circle may be called what a playbook's text may not hold, where it would be taken for HTML.
  const circle = name.replaceAll('<', '‹').replaceAll('>', '›');
  const author = m.playbooks_plan_own_author({ circle, author: found.playbook.author });
  const planned = await planWithPlaybook(tx, member, {
    session: form.session,
    found,
    changes,
    keep: keeps ? { title, author } : undefined,
    startsAt: moment.at,
    timeZone: later ? values.zone : timeZone,
    oneDevice: values.device === 'one',
  });
  return planned.ok ? planned : refused(tx, member, form, planned.refusal);
}

async function refused(
  tx: Tx,
  member: CircleMember,
  form: PlanForm,
  refusal: NonNullable<PlanPageAgain['refusal']>,
): Promise<PlannedFromForm> {
  const page = await showPlanPageAgain(tx, member, { ...form, act: { type: 'look' } });
  return { ok: false, again: { ...page, refusal } };
}
