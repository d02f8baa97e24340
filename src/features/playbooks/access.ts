import { error } from '@sveltejs/kit';
import { type Knock, type SignedIn, signedIn } from '#features/people/access.ts';
import { rondo } from '#server/app.ts';
import { type OpenedPlaybook, openPlaybook } from './use-cases/open-playbook.ts';

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The gate of every page of one playbook, `/library/<slug>` or, for a circle's own form, `/library/<slug>?circle=<id>`.
 * Whoever may not read it meets "not found", as if it did not exist.
 */
export async function openedPlaybook(
  event: Knock & { params: { slug: string } },
): Promise<OpenedPlaybook & { person: SignedIn }> {
  const person = signedIn(event);
  const circleId = event.url.searchParams.get('circle') ?? undefined;
  if (circleId !== undefined && !uuid.test(circleId)) error(404);
  const asked = { slug: event.params.slug, circleId };
  const opened = await rondo().database.asPerson(person, (tx) => openPlaybook(tx, person, asked));
  if (!opened) error(404);
  return { ...opened, person };
}
