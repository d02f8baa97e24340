import { fail, redirect } from '@sveltejs/kit';
import { asCircleMember } from '#features/circles/access.ts';
import { answerInput, partingIdInput, personIdInput } from '#features/circles/input.ts';
import { answerJoinRequest } from '#features/circles/use-cases/answer-request.ts';
import { optInWithManager } from '#features/circles/use-cases/opt-in-with-manager.ts';
import { agreeToParting, endParting } from '#features/circles/use-cases/part-with-member.ts';
import { readCirclePage } from '#features/circles/use-cases/read-circle-page.ts';
import { decisionIdInput, goOnInput } from '#features/decisions/input.ts';
import { agree, goOn, withdraw } from '#features/decisions/use-cases/decide-together.ts';
import { readDecisions } from '#features/decisions/use-cases/read-decisions.ts';
import { waitsForMe } from '#features/exchange/use-cases/read-exchange.ts';
import { readFindings } from '#features/findings/use-cases/read-findings.ts';
import { readPacts } from '#features/pacts/use-cases/read-pacts.ts';
import { findShippedPlaybook } from '#features/playbooks/use-cases/find-shipped-playbook.ts';
import { plannedInput } from '#features/sessions/input.ts';
import { cancelPlanned } from '#features/sessions/use-cases/cancel-planned.ts';
import { comingSessions } from '#features/sessions/use-cases/coming-sessions.ts';
import { openSession } from '#features/sessions/use-cases/open-session.ts';
import { listNames } from '#features/skills/use-cases/name-skills.ts';
import { visitInQuestion } from '#features/visits/use-cases/let-guest-in.ts';
import { allAnswered } from '#server/all-answered.ts';
import { rondo } from '#server/app.ts';
import type { Actor, Tx } from '#server/database.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member, person) => {
    const now = rondo().clock.now();
    const [view, decisions, pacts, findings, waiting, coming] = await allAnswered([
      readCirclePage(tx, member),
      readDecisions(tx, member, { now, timeZone: person.timeZone }),
      readPacts(tx, member),
      readFindings(tx, member, now),
      waitsForMe(tx, member),
      comingSessions(tx, member, [member.circleId]),
    ]);
    const { open, farewell } = decisions;
    const last = open?.words.kind === 'farewell' ? open.words.playbook : (farewell?.playbook ?? '');
    return {
      decisions,
      /** Who would be a guest when, where that is the question. */
      visit: open?.words.kind === 'visit' ? await visitInQuestion(tx, member, open.words) : undefined,
      /** Title of the last session that is proposed or agreed. */
      lastSession: findShippedPlaybook(last)?.playbook.title,
      view,
      pacts,
      findings,
      coming: coming([{ id: member.circleId, people: view.members.length }]).get(member.circleId),
      focusSlug: await focusSlugOf(tx, member, view.circle.focusSkill),
      waiting,
      me: member.personId,
      timeZone: person.timeZone,
      now,
    };
  });

/** The skill that the circle's words for its focus name, if they name one. */
async function focusSlugOf(tx: Tx, actor: Actor, focus: string): Promise<string | undefined> {
  if (focus === '') return undefined;
  const said = focus.toLowerCase();
  const names = await listNames(tx, actor);
  return names.find(({ slug, title }) => slug === said || title.toLowerCase() === said)?.slug;
}

export const actions: Actions = {
  open: async (event) => {
    const read = readForm(plannedInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'session-gone' });
    const opened = await asCircleMember(event, (tx, member) => openSession(tx, member, read.value.session));
    if (!opened.ok) return fail(409, { reason: opened.reason });
    redirect(303, `/sessions/${opened.sessionId}/room`);
  },
  cancel: async (event) => {
    const read = readForm(plannedInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'session-gone' });
    const done = await asCircleMember(event, (tx, member) => cancelPlanned(tx, member, read.value.session));
    if (!done.ok) return fail(409, { reason: done.reason });
    // A plain page again, so that a reload calls nothing off and a dialog does not stay open.
    redirect(303, `/circles/${event.params.circle}`);
  },
  answer: async (event) => {
    const read = readForm(answerInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'not-found' });
    const { request: requestId, answer } = read.value;
    const done = await asCircleMember(event, (tx, member) =>
      answerJoinRequest(tx, member, { requestId, accept: answer === 'yes' }),
    );
    if (!done.ok) return fail(409, { reason: done.reason });
  },
  optIn: async (event) => {
    const read = readForm(personIdInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'not-found' });
    const done = await asCircleMember(event, (tx, member) => optInWithManager(tx, member, read.value.person));
    if (!done.ok) return fail(409, { reason: done.reason });
  },
  agreeParting: async (event) => {
    const read = readForm(partingIdInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'parting-gone' });
    const { done, stillIn } = await asCircleMember(event, async (tx, member) => {
      const parting = (await readCirclePage(tx, member)).parting;
      const done = await agreeToParting(tx, member, read.value.parting);
      return { done, stillIn: !(done.ok && done.parted && parting?.person === member.personId) };
    });
    if (!done.ok) return fail(409, { reason: done.reason });
    if (!stillIn) redirect(303, '/circles?left');
  },
  agreeDecision: async (event) => {
    const read = readForm(decisionIdInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'decision-gone' });
    const done = await asCircleMember(event, (tx, member) => agree(tx, member, read.value.decision));
    if (!done.ok) return fail(409, { reason: done.reason });
  },
  endDecision: async (event) => {
    const read = readForm(decisionIdInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'decision-gone' });
    const done = await asCircleMember(event, (tx, member) => withdraw(tx, member, read.value.decision));
    if (!done.ok) return fail(409, { reason: done.reason });
  },
  goOn: async (event) => {
    const read = readForm(goOnInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'decision-gone' });
    await asCircleMember(event, (tx, member) => goOn(tx, member, read.value.kind));
    redirect(303, `/circles/${event.params.circle}`);
  },
  endParting: async (event) => {
    const read = readForm(partingIdInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'parting-gone' });
    const done = await asCircleMember(event, (tx, member) => endParting(tx, member, read.value.parting));
    if (!done.ok) return fail(409, { reason: done.reason });
  },
};
