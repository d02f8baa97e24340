import { error, fail, redirect } from '@sveltejs/kit';
import { consentInput } from '#features/agreements/input.ts';
import { consentTo } from '#features/agreements/use-cases/consent-to-agreement.ts';
import { readAgreementPage } from '#features/agreements/use-cases/read-agreement-page.ts';
import { type CircleMember, findCircleMember } from '#features/circles/access.ts';
import { readCirclePage } from '#features/circles/use-cases/read-circle-page.ts';
import { signedIn } from '#features/people/access.ts';
import { proveTypedCode } from '#features/people/use-cases/prove-typed-code.ts';
import { findSessionMember } from '#features/sessions/access.ts';
import { m } from '#messages';
import { rondo } from '#server/app.ts';
import type { Tx } from '#server/database.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The agreement, for who holds a device that is signed in as somebody else; its owner, a member too, may read it as well. */
export const load: PageServerLoad = async (event) => {
  const holder = event.url.searchParams.get('holder');
  const read = await onDevice(event, holder, async (tx, owner) => {
    const { circle } = await readCirclePage(tx, owner);
    const { members, inForce, proposal } = await readAgreementPage(tx, owner);
    const nameOf = (person: string | null) => members.find(({ id }) => id === person)?.name;
    return {
      circle,
      asked: inForce ?? proposal,
      names: { holder: nameOf(holder), owner: nameOf(owner.personId) },
    };
  });
  const { circle, asked, names } = read;
  if (!holder || !names.holder || !asked) error(404);
  return {
    bare: true,
    circle: circle.name,
    holder,
    names: { holder: names.holder, owner: names.owner ?? '' },
    asked: { version: asked.version, hash: asked.hash, clauses: asked.clauses },
    given: asked.consented.includes(holder),
    back: `/sessions/${event.params.session}/room?holder=${holder}`,
  };
};

export const actions: Actions = {
  /** Counts as the holder's own: their code says so. */
  consent: async (event) => {
    const data = await event.request.formData();
    const holder = String(data.get('holder') ?? '');
    const { circleId, personId: via } = await onDevice(event, holder, async (_, owner) => owner);
    const read = readForm(consentInput, data);
    if (!read.ok) return fail(400, { reason: 'not-open' });
    const app = rondo();
    const proven = await proveTypedCode(app, { data, client: event.getClientAddress() });
    if (!proven.ok) return fail(400, { refused: proven.refused });
    const { whose } = proven;
    if (whose.personId !== holder) return fail(400, { refused: m.people_code_unknown() });
    const done = await app.database.asPerson(whose, async (tx) => {
      const member = await findCircleMember(tx, whose, circleId);
      return member && consentTo(tx, member, { ...read.value, via });
    });
    if (!done) error(404);
    if (!done.ok) return fail(409, { reason: done.reason });
    redirect(303, `/sessions/${event.params.session}/room?holder=${holder}`);
  },
};

/**
 * One transaction of the device's owner, a member of the circle now, in a session where the holder may have it in their
 * hands. Who is at a device of their own is led to the agreement's own page.
 */
async function onDevice<T>(
  event: RequestEvent | Parameters<PageServerLoad>[0],
  holder: string | null,
  work: (tx: Tx, owner: CircleMember) => Promise<T>,
): Promise<T> {
  const actor = signedIn(event);
  return rondo().database.asPerson(actor, async (tx) => {
    const held = await findSessionMember(tx, actor, event.params.session, holder);
    const owner = held && (await findCircleMember(tx, actor, held.circleId));
    if (!owner) error(404);
    if (!held.via) redirect(303, `/circles/${owner.circleId}/agreement`);
    return work(tx, owner);
  });
}
