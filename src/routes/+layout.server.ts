import type { LayoutServerLoad } from './$types';

/** What every page knows of who looks at it; the frame shows its places only to somebody. */
export const load: LayoutServerLoad = ({ locals, url }) => ({
  /** The browser is to forget whoever was here: their sign-in was ended, there or elsewhere. */
  forget: locals.endedSignIn === true || url.searchParams.has('signed-out'),
  person: locals.person && {
    id: locals.person.personId,
    name: locals.person.name,
    role: locals.person.role,
    demonstration: locals.person.demonstration,
    applicant: locals.person.applicant,
  },
});
