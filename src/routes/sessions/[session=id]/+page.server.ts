import { error, fail, redirect } from '@sveltejs/kit';
import type { RoomView } from '#core/session/view.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { signedIn } from '#features/people/access.ts';
import {
  readMoment,
  readWallTime,
  tomorrowMorning,
  wallTime,
} from '#features/playbooks/use-cases/read-moment.ts';
import { findSessionMember } from '#features/sessions/access.ts';
import { readRoom } from '#features/sessions/live/read-room.ts';
import { actByForm } from '#features/sessions/use-cases/act-by-form.ts';
import { cancelPlanned } from '#features/sessions/use-cases/cancel-planned.ts';
import { moveSession } from '#features/sessions/use-cases/change-planned.ts';
import { findBareSession } from '#features/sessions/use-cases/find-bare-session.ts';
import { openSession } from '#features/sessions/use-cases/open-session.ts';
import { readSessionPage } from '#features/sessions/use-cases/read-session-page.ts';
import { tellAfterPage } from '#features/sessions/use-cases/tell-after-page.ts';
import { namesIn } from '#features/sessions/views/after/names.ts';
import { refusalSentence } from '#features/sessions/views/refusal-sentence.ts';
import { noteRead } from '#features/sharing/use-cases/note-read.ts';
import { visitToSession } from '#features/visits/use-cases/read-own-visits.ts';
import { m } from '#messages';
import { rondo } from '#server/app.ts';
import type { Actor, Tx } from '#server/database.ts';
import { partScripts } from '#server/part-scripts.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = signedIn(event);
  const page = await readSessionPage(rondo(), actor, event.params.session);
  if (!page) return toVisit(actor, event.params.session);
  const { timeZone } = actor;
  const now = rondo().clock.now();
  if (page.state === 'held') noteReceived(actor, page.view);
  if (page.state !== 'planned') return { page, timeZone, now };
  event.locals.scripts = partScripts('session', ['planned']);
  const { startsAt } = page.session;
  // What the form for another day begins with.
  const moment = startsAt && startsAt > now ? wallTime(startsAt, timeZone) : tomorrowMorning(now, timeZone);
  return { page: { ...page, moment }, timeZone, now };
};

/** Whoever said something about somebody sees that they have opened it. It has one version: nobody rewrites it any more. */
function noteReceived(actor: Actor, { after }: RoomView): void {
  for (const { id, author: ownerId } of after?.received ?? [])
    noteRead(rondo(), actor, { kind: 'observation', id, ownerId, version: 1 });
}

export const actions: Actions = {
  /** What one does with a session that is over: keep, delete, strike, discard. */
  act: async (event) => {
    const actor = signedIn(event);
    const app = rondo();
    const sessionId = event.params.session;
    const data = await event.request.formData();
    const read = await readRoom(app, actor, { sessionId });
    if (!read) error(404);
    const applied = await actByForm(app, read.member, { ...read, data });
    if (!applied) return fail(400, { refused: m.after_refused_unknown() });
    const { view } = read;
    if (applied.ok) {
      const took = view.seats.map(({ id }) => id);
      await tellAfterPage(app.database, read.member, took);
      redirect(303, `/sessions/${sessionId}`);
    }
    const words = { nameOf: namesIn(view), timeZone: actor.timeZone };
    return fail(409, { refused: refusalSentence(applied, words) });
  },
  open: (event) =>
    withPlanned(event, async (tx, member) => {
      const opened = await openSession(tx, member, event.params.session);
      return opened.ok ? { ok: true, next: `/sessions/${opened.sessionId}/room` } : opened;
    }),
  /** Another day for it. */
  move: async (event) => {
    const values = readWallTime(await event.request.formData());
    const done = await withPlanned(event, async (tx, member) => {
      const moment = readMoment(values);
      if (!moment.ok) return moment;
      const { session } = event.params;
      const moved = await moveSession(tx, member, session, { startsAt: moment.at, timeZone: values.zone });
      return moved.ok ? { ok: true, next: `/sessions/${session}` } : moved;
    });
    return fail(done.status, { ...done.data, values });
  },
  cancel: (event) =>
    withPlanned(event, async (tx, member) => {
      const cancelled = await cancelPlanned(tx, member, event.params.session);
      return cancelled.ok ? { ok: true, next: `/circles/${member.circleId}` } : cancelled;
    }),
};

/** Whose visit to this session is over, or has not begun, finds what is theirs of it on the visit's own page. */
async function toVisit(actor: Actor, session: string): Promise<never> {
  const visit = await rondo().database.asPerson(actor, (tx) => visitToSession(tx, actor, session));
  if (!visit) error(404);
  redirect(303, `/visits/${visit}`);
}

type Answer = { ok: true; next: string } | { ok: false; reason: keyof typeof refusals };

/** Does something with a planned session and leads on, or says why not. */
async function withPlanned(event: RequestEvent, work: (tx: Tx, member: CircleMember) => Promise<Answer>) {
  const actor = signedIn(event);
  const { session } = event.params;
  const answer = await rondo().database.asPerson(actor, async (tx): Promise<Answer | undefined> => {
    const found = await findBareSession(tx, actor, session);
    if (found) return work(tx, found.member);
    // Somebody opened it meanwhile: whoever belongs to it comes to it as it is now.
    const held = await findSessionMember(tx, actor, session);
    return held && { ok: true, next: `/sessions/${session}` };
  });
  if (!answer) error(404);
  if (!answer.ok) return fail(409, { refused: refusals[answer.reason]() });
  return redirect(303, answer.next);
}

const refusals = {
  'session-gone': m.sessions_refusal_gone,
  'no-playbook': m.sessions_refusal_no_playbook,
  'circle-closed': m.after_planned_no_circle_closed,
  'no-moment': m.playbooks_refused_when,
  'in-the-past': m.playbooks_refused_past,
  'unknown-time-zone': m.playbooks_refused_zone,
  'session-already-open': m.playbooks_refused_open,
  'playbook-does-not-parse': m.playbooks_refused_gone,
};
