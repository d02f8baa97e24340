import type { LayoutServerLoad } from './$types';

/** What every page knows of who looks at it; the frame shows its places only to somebody. */
export const load: LayoutServerLoad = ({ locals, url }) => ({
  /** The browser is to let go of whoever was here: they left by their own hand, or their sign-in was ended elsewhere. */
  over: locals.endedSignIn ? ('ended' as const) : leftByHand(url) ? ('left' as const) : undefined,
  person: locals.person && {
    id: locals.person.personId,
    name: locals.person.name,
    role: locals.person.role,
    demonstration: locals.person.demonstration,
    applicant: locals.person.applicant,
  },
});

/** Their cookie is gone then, too: where one came that nobody knows, this address was only come back to. */
function leftByHand({ searchParams }: URL): boolean {
  return searchParams.has('signed-out') || searchParams.has('erased');
}
