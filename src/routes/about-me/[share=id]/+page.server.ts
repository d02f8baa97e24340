import { error, fail, redirect } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { findAboutMe, setAside } from '#features/sharing/use-cases/set-aside.ts';
import { pathsOf } from '#features/sharing/views/about-me-paths.ts';
import { rondo } from '#server/app.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  event.setHeaders({ 'cache-control': 'no-store' });
  const { share } = event.params;
  const told = await rondo().database.asPerson(person, (tx) => findAboutMe(tx, share));
  if (!told) error(404);
  const { kind, owner, alone } = told;
  return { kind, owner, alone, back: pathsOf(told, share).item };
};

export const actions: Actions = {
  default: async (event) => {
    const { share } = event.params;
    const done = await setAside(rondo(), signedIn(event), share);
    if (!done.ok && done.reason === 'gone') error(404);
    if (!done.ok) return fail(429, { tooMany: true });
    const { list } = pathsOf(done.was, share);
    // Of what had ended before it might be read again by now, shared anew: the list says what is there.
    redirect(303, done.was.open ? `${list}?aside` : list);
  },
};
