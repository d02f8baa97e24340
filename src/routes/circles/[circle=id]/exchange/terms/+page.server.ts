import { fail, redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import { asCircleMember, type CircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { termsInput, versionInput } from '#features/exchange/input.ts';
import {
  agreeToTerms,
  proposeTerms,
  type TermsAnswer,
  withdrawTerms,
} from '#features/exchange/use-cases/agree-on-terms.ts';
import { readTerms } from '#features/exchange/use-cases/read-terms.ts';
import { rondo } from '#server/app.ts';
import type { Tx } from '#server/database.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member, { timeZone }) => ({
    circle: { id: member.circleId, name: (await findCircle(tx, member)).name, closed: member.closed },
    members: (await membersOf(tx, member)).map(({ id, name }) => ({ id, name })),
    me: member.personId,
    terms: await readTerms(tx, member),
    zone: timeZone,
    now: rondo().clock.now(),
  }));

/** Reads one form of the page and does it in one transaction; leads back to a plain page, or gives back what was chosen. */
function action<T extends z.ZodType>(
  input: T,
  work: (tx: Tx, member: CircleMember, value: z.output<T>) => Promise<TermsAnswer>,
) {
  return async (event: RequestEvent) => {
    const read = readForm(input, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const done = await asCircleMember(event, (tx, member) => work(tx, member, read.value));
    if (!done.ok) return fail(409, { reason: done.reason, values: read.values });
    redirect(303, `/circles/${event.params.circle}/exchange/terms`);
  };
}

export const actions: Actions = {
  propose: action(termsInput, proposeTerms),
  agree: action(versionInput, agreeToTerms),
  withdraw: action(versionInput, withdrawTerms),
};
