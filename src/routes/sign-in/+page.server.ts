import { fail, redirect } from '@sveltejs/kit';
import { safeNext } from '#features/people/access.ts';
import { signInRequestInput } from '#features/people/input.ts';
import { requestSignIn } from '#features/people/use-cases/request-sign-in.ts';
import { rondo } from '#server/app.ts';
import { mailIsSet } from '#server/mail.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const next = safeNext(url.searchParams.get('next'));
  if (locals.person) redirect(303, next);
  return { next, mailIsSet: mailIsSet(rondo().config) };
};

export const actions: Actions = {
  default: async ({ request, getClientAddress }) => {
    const read = readForm(signInRequestInput, await request.formData());
    if (!read.ok) return fail(400, read);
    const { email, next } = read.value;
    const answer = await requestSignIn(rondo(), { email, next: safeNext(next), client: getClientAddress() });
    if (!answer.ok) return fail(429, { values: { email }, minutes: answer.minutes });
    return { sentTo: email };
  },
};
