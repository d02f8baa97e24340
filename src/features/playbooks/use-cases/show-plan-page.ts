import type { CircleMember } from '#features/circles/access.ts';
import { type Circle, findCircle } from '#features/circles/use-cases/find-circle.ts';
import { type Member, membersOf } from '#features/circles/use-cases/list-members.ts';
import type { Tx } from '#server/database.ts';
import type { PlanForm, PlanValues } from '../input.ts';
import { adaptInForm } from './adapt-in-form.ts';
import { findPlaybookToPlan } from './find-playbook-to-plan.ts';
import { localTime, readMoment, type WallTime } from './read-moment.ts';
import { type Draft, showDraft } from './show-draft.ts';

/** The circle that plans, its members, and for how many a session is reckoned. */
export interface PlanningCircle {
  circle: Circle;
  members: Member[];
  people: number;
}

export async function readPlanningCircle(tx: Tx, member: CircleMember): Promise<PlanningCircle> {
  const circle = await findCircle(tx, member);
  const members = await membersOf(tx, member);
  return { circle, members, people: Math.min(5, Math.max(2, members.length)) };
}

/** The planning page of one playbook as it is first opened; undefined when the circle has no such playbook. */
export async function openPlanPage(
  tx: Tx,
  member: CircleMember,
  { slug, session, moment, timeZone }: { slug: string; session?: string; moment: WallTime; timeZone: string },
) {
  const found = await findPlaybookToPlan(tx, member, { slug, session });
  if (!found) return undefined;
  const { members, people } = await readPlanningCircle(tx, member);
  const { playbook, own } = found;
  return {
    slug,
    own,
    title: playbook.title,
    fits: playbook.people,
    moment,
    zones: [...new Set([moment.zone, timeZone, ...members.map((each) => each.timeZone)])],
    locals: localTimes(members, moment),
    draft: showDraft({ before: playbook, playbook, changes: [], people }),
  };
}

/** The page after one of its buttons: what was typed is still there, and what the button asks for is done. */
export interface PlanPageAgain {
  values: PlanValues;
  locals?: { name: string; time: string }[];
  draft?: Draft;
  refusal?: { reason: string; step?: string; problems?: { message: string }[] };
}

export async function showPlanPageAgain(
  tx: Tx,
  member: CircleMember,
  form: PlanForm,
): Promise<PlanPageAgain> {
  const found = await findPlaybookToPlan(tx, member, { slug: form.playbook, session: form.session });
  if (!found) return { values: form.values, refusal: { reason: 'playbook-gone' } };
  const { members, people } = await readPlanningCircle(tx, member);
  const { changes, playbook, refusal } = adaptInForm(found.playbook, form);
  const added = form.act.type === 'add' && !refusal;
  return {
    values: added ? { ...form.values, stepName: '', stepWhat: '', stepAt: '' } : form.values,
    locals: localTimes(members, form.values),
    draft: showDraft({ before: found.playbook, playbook, changes, people }),
    ...(refusal ? { refusal } : {}),
  };
}

/** What each member's own clock will say; nothing while the moment cannot be read. */
function localTimes(members: Member[], wall: WallTime): { name: string; time: string }[] {
  const moment = readMoment(wall);
  if (!moment.ok) return [];
  return members.map(({ name, timeZone }) => ({ name, time: localTime(moment.at, timeZone) }));
}
