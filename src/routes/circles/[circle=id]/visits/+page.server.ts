import { error, fail, redirect } from '@sveltejs/kit';
import { asCircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { readDecisions } from '#features/decisions/use-cases/read-decisions.ts';
import { inviteGuestInput, letInInput, visitIdInput } from '#features/visits/input.ts';
import { endVisit } from '#features/visits/use-cases/end-visit.ts';
import { colleaguesToInvite, inviteGuest, inviteHindrance } from '#features/visits/use-cases/invite-guest.ts';
import { proposeVisit, readCircleVisits } from '#features/visits/use-cases/let-guest-in.ts';
import { rondo } from '#server/app.ts';
import { absoluteLink } from '#server/links.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member, { timeZone }) => {
    const now = rondo().clock.now();
    const { open } = await readDecisions(tx, member, { now, timeZone });
    const visits = await readCircleVisits(tx, member);
    const colleagues = await colleaguesToInvite(tx, member);
    return {
      circle: { id: member.circleId, name: (await findCircle(tx, member)).name, closed: member.closed },
      ...visits,
      colleagues,
      /** Why nobody can be invited now. */
      hindrance: inviteHindrance({
        closed: member.closed,
        members: (await membersOf(tx, member)).length,
        question: open && (open.words.kind === 'visit' ? 'visit' : 'other'),
        sessions: visits.sessions.length,
        colleagues: colleagues.length,
      }),
      /** The visit that the circle is being asked about; another question that is open makes this one wait. */
      inQuestion: open?.words.kind === 'visit' ? open.words.visit : undefined,
      waits: open !== undefined && open.words.kind !== 'visit',
      way: absoluteLink(rondo().config, `/circles/${member.circleId}/visit`),
      timeZone,
      now,
    };
  });

export const actions: Actions = {
  /** Asks every member. */
  propose: async (event) => {
    const read = readForm(letInInput, await event.request.formData());
    const done = await asCircleMember(event, async (tx, member) =>
      read.ok ? proposeVisit(tx, member, read.value) : undefined,
    );
    if (!read.ok || !done) return fail(400, { reason: 'visit-session-gone' as const });
    if (!done.ok) return fail(409, { reason: done.reason, visit: read.value.visit });
    redirect(303, `/circles/${event.params.circle}`);
  },
  /** Names a guest, and asks every member. */
  invite: async (event) => {
    const read = readForm(inviteGuestInput, await event.request.formData());
    const done = await asCircleMember(event, async (tx, member) =>
      read.ok ? inviteGuest(tx, member, read.value) : undefined,
    );
    if (!read.ok || !done) return fail(400, { reason: 'guest-gone' as const });
    const reason = done.ok ? undefined : done.reason === 'visit-gone' ? ('guest-gone' as const) : done.reason;
    if (reason) return fail(409, { reason, chosen: read.value });
    redirect(303, `/circles/${event.params.circle}`);
  },
  /** "Not this time", or an agreed visit that is taken back: one member is enough. */
  end: async (event) => {
    const read = readForm(visitIdInput, await event.request.formData());
    const theirs = await asCircleMember(event, async (tx, member) => ({
      member,
      known: read.ok && (await readCircleVisits(tx, member)).visits.some(({ id }) => id === read.value.visit),
    }));
    if (!read.ok) error(404);
    if (!theirs.known || !(await endVisit(rondo(), theirs.member, read.value.visit)))
      return fail(409, { reason: 'visit-gone' as const });
    redirect(303, `/circles/${event.params.circle}/visits`);
  },
};
