import { error } from '@sveltejs/kit';
import { type Knock, type SignedIn, signedIn } from '#features/people/access.ts';
import { rondo } from '#server/app.ts';
import { type OpenedSkill, openSkill } from './use-cases/open-skill.ts';

type SkillEvent = Knock & { params: { slug: string } };

/** The gate of the page of one skill. Whoever may not read it meets "not found", as if it did not exist. */
export async function openedSkill(event: SkillEvent): Promise<{ found: OpenedSkill; person: SignedIn }> {
  const person = signedIn(event);
  const asked = event.url.searchParams.get('version') ?? '';
  const number = /^\d{1,5}$/.test(asked) ? Number(asked) : undefined;
  const { slug } = event.params;
  const found = await rondo().database.asPerson(person, (tx) => openSkill(tx, person, { slug, number }));
  if (!found) error(404);
  return { found, person };
}

/** The gate of the pages that change a skill: its author's and the owners'. */
export async function changeableSkill(
  event: SkillEvent,
): Promise<{ found: OpenedSkill & { own: NonNullable<OpenedSkill['own']> }; person: SignedIn }> {
  const { found, person } = await openedSkill(event);
  const { own } = found;
  if (!own?.mayChange) error(404);
  return { found: { ...found, own }, person };
}
