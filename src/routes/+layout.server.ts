import type { LayoutServerLoad } from './$types';

/** What every page knows of who looks at it; the frame shows its places only to somebody. */
export const load: LayoutServerLoad = ({ locals }) => ({
  person: locals.person && {
    id: locals.person.personId,
    name: locals.person.name,
    role: locals.person.role,
    demonstration: locals.person.demonstration,
  },
});
