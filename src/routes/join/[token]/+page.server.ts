import { error, fail, redirect } from '@sveltejs/kit';
import { deviceName } from '#core/people/device-name.ts';
import { languageChoices, preferredLanguages } from '#core/people/languages.ts';
import { timeZoneChoices } from '#core/people/time-zone.ts';
import { newcomerInput } from '#features/circles/input.ts';
import { enterByInvitation, lookAtInvitation } from '#features/circles/use-cases/enter-by-invitation.ts';
import { joinAsNewcomer } from '#features/circles/use-cases/join-as-newcomer.ts';
import { keepSignedIn, signedIn } from '#features/people/access.ts';
import { getLocale } from '#messages/runtime.js';
import { rondo } from '#server/app.ts';
import { mailIsSet } from '#server/mail.ts';
import { spend } from '#server/rate-limits.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

const limit = { name: 'join', points: 20, minutes: 60 };
/** More than a circle has seats: whoever tries on, from wherever, is trying which addresses are known here. */
const perInvitation = { name: 'join-invitation', points: 10, minutes: 60 };

/** Reading changes nothing: mail scanners open every link. */
export const load: PageServerLoad = async ({ locals, params, request, setHeaders }) => {
  // The address is the key; it must not travel on.
  setHeaders({ 'referrer-policy': 'no-referrer' });
  const found = await rondo().database.asNobody((tx) => lookAtInvitation(tx, params.token));
  if (found === undefined) error(404);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    // The circle's name and who invites: a link may be in any hands. One that was mailed also says where it was mailed to.
    invitation: {
      circle: found.circleName,
      inviter: found.inviterName,
      kind: found.kind,
      state: found.state,
    },
    mailedTo: mailIsSet(rondo().config) && found.state === 'open' ? (found.email ?? null) : null,
    elsewhere: locals.person !== undefined && locals.person.organisationId !== found.organisationId,
    timeZone: here,
    timeZones: timeZoneChoices(here),
    languages: languageChoices(getLocale()),
    preferred: preferredLanguages(request.headers.get('accept-language') ?? ''),
  };
};

export const actions: Actions = {
  enter: async (event) => {
    const actor = signedIn(event);
    const { database } = rondo();
    const spent = await spend(database, limit, actor.personId);
    if (!spent.ok) return fail(429, { reason: spent.reason, minutes: spent.minutes });
    const entry = await database.asPerson(actor, (tx) => enterByInvitation(tx, event.params.token));
    if (!entry.ok) return fail(409, { reason: entry.reason });
    redirect(303, entry.outcome === 'joined' ? `/circles/${entry.circleId}` : '/circles');
  },
  newcomer: async (event) => {
    // Somebody already: the page has another form for them.
    if (event.locals.person) redirect(303, event.url.pathname);
    const read = readForm(newcomerInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const app = rondo();
    const tried = await spend(app.database, limit, event.getClientAddress());
    const spent = tried.ok ? await spend(app.database, perInvitation, event.params.token) : tried;
    if (!spent.ok)
      return fail(429, { reason: spent.reason, minutes: spent.minutes, values: { ...read.value } });
    const device = deviceName(event.request.headers.get('user-agent') ?? '');
    const joined = await joinAsNewcomer(app, event.params.token, { ...read.value, device });
    if (!joined.ok) return fail(409, { reason: joined.reason, values: { ...read.value } });
    keepSignedIn(event, joined.signIn);
    const { outcome, circleId, code, proveBy } = joined;
    // In a demonstration there is none to show.
    if (code === undefined) redirect(303, outcome === 'joined' ? `/circles/${circleId}` : '/circles');
    return { code, outcome, circleId, proveBy, name: read.value.name };
  },
};
