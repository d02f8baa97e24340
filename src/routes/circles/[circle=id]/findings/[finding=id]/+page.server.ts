import { error, fail, redirect } from '@sveltejs/kit';
import { asCircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { consentInput, rewordInput } from '#features/findings/input.ts';
import { consentToFinding, takeBackFinding } from '#features/findings/use-cases/consent-to-finding.ts';
import { readFinding } from '#features/findings/use-cases/read-findings.ts';
import { sendFinding } from '#features/findings/use-cases/send-finding.ts';
import { rewordFinding } from '#features/findings/use-cases/write-finding.ts';
import { colleaguesOf } from '#features/people/use-cases/list-colleagues.ts';
import { rondo } from '#server/app.ts';
import { absoluteLink, leadsOnlyHere } from '#server/links.ts';
import { mailIsSet } from '#server/mail.ts';
import { spend } from '#server/rate-limits.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const limit = { name: 'send-finding', points: 10, minutes: 24 * 60 };
const now = () => rondo().clock.now();

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member, { timeZone }) => {
    const finding = await readFinding(tx, member, { id: event.params.finding, now: now() });
    if (!finding) error(404);
    const rewords = event.url.searchParams.has('reword') && finding.can.includes('reword');
    const inside = new Set((await membersOf(tx, member)).map(({ id }) => id));
    return {
      circle: { id: member.circleId, name: (await findCircle(tx, member)).name, closed: member.closed },
      finding,
      rewords,
      colleagues: rewords ? (await colleaguesOf(tx, member)).filter(({ id }) => !inside.has(id)) : [],
      sendsMail: mailIsSet(rondo().config),
      onlyHere: leadsOnlyHere(rondo().config),
      zone: timeZone,
      now: now(),
    };
  });

const back = ({ params }: RequestEvent) =>
  redirect(303, `/circles/${params.circle}/findings/${params.finding}`);

export const actions: Actions = {
  consent: async (event) => {
    const read = readForm(consentInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'finding-gone' as const });
    const { version, say } = read.value;
    const told = { id: event.params.finding, version, agrees: say === 'yes', now: now() };
    const done = await asCircleMember(event, (tx, member) => consentToFinding(tx, member, told));
    return done.ok ? back(event) : fail(409, { reason: done.reason });
  },
  reword: async (event) => {
    const read = readForm(rewordInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const told = { ...read.value, id: event.params.finding, now: now() };
    const done = await asCircleMember(event, (tx, member) => rewordFinding(tx, member, told));
    return done.ok ? back(event) : fail(409, { reason: done.reason, values: read.values });
  },
  send: async (event) => {
    // Who is no member costs nobody a try.
    await asCircleMember(event, async () => undefined);
    const { config, database } = rondo();
    const spent = await spend(database, limit, event.params.circle);
    if (!spent.ok) return fail(429, { minutes: spent.minutes });
    const way = {
      mail: mailIsSet(config),
      now: now(),
      linkTo: (token: string) => absoluteLink(config, `/reply/${token}`),
    };
    const sent = await asCircleMember(event, (tx, member) =>
      sendFinding(tx, member, event.params.finding, way),
    );
    if (!sent.ok) return fail(409, { reason: sent.reason });
    return { sent: sent.link === undefined ? {} : { link: sent.link } };
  },
  withdraw: async (event) => {
    const done = await asCircleMember(event, (tx, member) =>
      takeBackFinding(tx, member, event.params.finding),
    );
    return done.ok ? back(event) : fail(409, { reason: done.reason });
  },
};
