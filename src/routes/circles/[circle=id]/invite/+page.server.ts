import { fail } from '@sveltejs/kit';
import { asCircleMember } from '#features/circles/access.ts';
import { invitationIdInput, mailInvitationInput } from '#features/circles/input.ts';
import { drawLink } from '#features/circles/use-cases/draw-link.ts';
import { endInvitation, inviteByMail, makeCircleLink } from '#features/circles/use-cases/invite.ts';
import { readInvitePage } from '#features/circles/use-cases/read-invite-page.ts';
import { signedIn } from '#features/people/access.ts';
import { rondo } from '#server/app.ts';
import { absoluteLink, leadsOnlyHere } from '#server/links.ts';
import { mailIsSet } from '#server/mail.ts';
import { spend } from '#server/rate-limits.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

const linkTo = (token: string) => absoluteLink(rondo().config, `/join/${token}`);
const limit = { name: 'invite', points: 30, minutes: 60 };

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member, person) => ({
    ...(await readInvitePage(tx, member)),
    timeZone: person.timeZone,
    now: rondo().clock.now(),
    sendsMail: mailIsSet(rondo().config),
    onlyHere: leadsOnlyHere(rondo().config),
  }));

export const actions: Actions = {
  mail: async (event) => {
    const read = readForm(mailInvitationInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const spent = await spend(rondo().database, limit, signedIn(event).personId);
    if (!spent.ok) return fail(429, { ...spent, values: { email: read.value.email } });
    const { email } = read.value;
    const done = await asCircleMember(event, (tx, member) =>
      inviteByMail(tx, member, { email, mail: mailIsSet(rondo().config), linkTo }),
    );
    if (!done.ok) return fail(409, { reason: done.reason, values: { email } });
    return done.link === undefined ? { sentTo: email } : { made: made(done.link), email };
  },
  link: async (event) => {
    const spent = await spend(rondo().database, limit, signedIn(event).personId);
    if (!spent.ok) return fail(429, spent);
    const done = await asCircleMember(event, (tx, member) => makeCircleLink(tx, member, { linkTo }));
    if (!done.ok) return fail(409, { reason: done.reason });
    return { made: made(done.link) };
  },
  revoke: async (event) => {
    const read = readForm(invitationIdInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'not-found' });
    const done = await asCircleMember(event, (tx, member) =>
      endInvitation(tx, member, read.value.invitation),
    );
    if (!done.ok) return fail(409, { reason: done.reason });
    return { revoked: true };
  },
};

function made(link: string) {
  return { link, drawn: drawLink(link) };
}
