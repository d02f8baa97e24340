import { error, fail, redirect } from '@sveltejs/kit';
import { consentInput, versionInput } from '#features/agreements/input.ts';
import { consentTo } from '#features/agreements/use-cases/consent-to-agreement.ts';
import { proposeVersion, withdrawProposal } from '#features/agreements/use-cases/propose-version.ts';
import { readAgreedVersion, readAgreementPage } from '#features/agreements/use-cases/read-agreement-page.ts';
import { asCircleMember } from '#features/circles/access.ts';
import { readCirclePage } from '#features/circles/use-cases/read-circle-page.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member, person) => {
    const { circle } = await readCirclePage(tx, member);
    const asked = event.url.searchParams.get('version');
    const agreed = asked === null ? undefined : await readAgreedVersion(tx, member, Number(asked));
    if (asked !== null && agreed === undefined) error(404);
    return {
      circle: { id: circle.id, name: circle.name, closed: circle.closedAt !== undefined },
      view: await readAgreementPage(tx, member),
      agreed,
      me: member.personId,
      timeZone: person.timeZone,
      now: rondo().clock.now(),
    };
  });

export const actions: Actions = {
  consent: async (event) => {
    const read = readForm(consentInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'not-open' });
    const done = await asCircleMember(event, (tx, member) => consentTo(tx, member, read.value));
    if (!done.ok) return fail(409, { reason: done.reason });
    return { consented: true, inForce: done.inForce };
  },
  propose: async (event) => {
    const done = await asCircleMember(event, proposeVersion);
    if (!done.ok) return fail(409, { reason: done.reason });
    redirect(303, `/circles/${event.params.circle}/agreement/edit`);
  },
  withdraw: async (event) => {
    const read = readForm(versionInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'no-proposal' });
    const done = await asCircleMember(event, (tx, member) =>
      withdrawProposal(tx, member, read.value.version),
    );
    if (!done.ok) return fail(409, { reason: done.reason });
    return { withdrawn: true };
  },
};
