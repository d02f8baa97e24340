import { fail, redirect } from '@sveltejs/kit';
import type { z } from 'zod';
import { localDay } from '#core/circles/local-day.ts';
import { asCircleMember, type CircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import {
  agreeInput,
  asideInput,
  beginInput,
  changeInput,
  pactInput,
  reportInput,
} from '#features/pacts/input.ts';
import {
  agreeToPact,
  beginPact,
  changePact,
  leavePact,
  type PactAnswer,
} from '#features/pacts/use-cases/agree-on-pact.ts';
import { readPacts } from '#features/pacts/use-cases/read-pacts.ts';
import { isAboutMe, tellProgress } from '#features/pacts/use-cases/tell-progress.ts';
import type { SignedIn } from '#features/people/access.ts';
import { rondo } from '#server/app.ts';
import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member) => {
    const { searchParams } = event.url;
    return {
      circle: { id: member.circleId, name: (await findCircle(tx, member)).name, closed: member.closed },
      pacts: await readPacts(tx, member),
      partners: (await membersOf(tx, member)).filter(({ id }) => id !== member.personId),
      me: member.personId,
      form: { begins: searchParams.has('begin'), changes: searchParams.get('change') ?? '' },
      // Made here, so that a form that is sent twice proposes one.
      fresh: newId(),
      now: rondo().clock.now(),
    };
  });

/** Reads one form of the page and does it in one transaction; leads back to a plain page, or gives back what was typed. */
function action<T extends z.ZodType>(
  part: string,
  input: T,
  work: (tx: Tx, member: CircleMember, value: z.output<T>, person: SignedIn) => Promise<PactAnswer>,
) {
  return async (event: RequestEvent) => {
    const read = readForm(input, await event.request.formData());
    if (!read.ok) return fail(400, { part, problems: read.problems, values: read.values });
    const done = await asCircleMember(event, (tx, member, person) => work(tx, member, read.value, person));
    if (!done.ok) return fail(409, { part, reason: done.reason, values: read.values });
    redirect(303, `/circles/${event.params.circle}/pacts`);
  };
}

export const actions: Actions = {
  begin: action('begin', beginInput, beginPact),
  change: action('change', changeInput, changePact),
  agree: action('agree', agreeInput, agreeToPact),
  end: action('end', pactInput, (tx, member, { pact }) => leavePact(tx, member, pact)),
  report: action('report', reportInput, (tx, member, told, { timeZone }) =>
    tellProgress(tx, member, { ...told, on: localDay(rondo().clock.now(), timeZone) }),
  ),
  aside: async (event) => {
    const member = await asCircleMember(event, async (_tx, proven) => proven);
    const read = readForm(asideInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'aside', problems: read.problems, values: read.values });
    const done = await isAboutMe(rondo(), member, read.value.report);
    if (!done.ok) return fail(429, { part: 'aside', reason: done.reason, values: read.values });
    redirect(303, `/circles/${event.params.circle}/pacts`);
  },
};
