import { fail, redirect } from '@sveltejs/kit';
import { deviceName } from '#core/people/device-name.ts';
import { keepSignedIn, safeNext } from '#features/people/access.ts';
import { lookAtSignInLink, useSignInLink } from '#features/people/use-cases/use-sign-in-link.ts';
import { rondo } from '#server/app.ts';
import type { Actions, PageServerLoad } from './$types';

/** Reading changes nothing: mail scanners open every link, and some press on HEAD first. */
export const load: PageServerLoad = async ({ params, url }) => {
  const link = await lookAtSignInLink(rondo(), params.token);
  return {
    next: safeNext(url.searchParams.get('next')),
    link: link && {
      name: link.name,
      organisation: link.organisation_name,
      demonstration: link.purpose === 'demonstration',
    },
  };
};

export const actions: Actions = {
  default: async (event) => {
    const next = safeNext((await event.request.formData()).get('next'));
    const used = await useSignInLink(rondo(), {
      token: event.params.token,
      device: deviceName(event.request.headers.get('user-agent') ?? ''),
    });
    if (!used.ok) return fail(410, { reason: used.reason });
    keepSignedIn(event, used.signIn);
    redirect(303, next);
  },
};
