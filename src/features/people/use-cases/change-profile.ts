import type { App } from '#server/app.ts';
import type { SignedIn } from '../access.ts';
import type { Preferences, Profile } from '../input.ts';
import { savePreferences, updatePerson } from '../store/person.ts';

export type ChangedProfile = { ok: true } | { ok: false; reason: 'no-such-manager' };

/** Changes what colleagues see of the acting person. A manager is another person of the same organisation. */
export async function changeProfile(
  { database }: Pick<App, 'database'>,
  actor: SignedIn,
  profile: Profile,
): Promise<ChangedProfile> {
  try {
    await database.asPerson(actor, (tx) => updatePerson(tx, actor, profile));
    return { ok: true };
  } catch (error) {
    const { constraint } = error as { constraint?: string };
    if (constraint !== 'person_organisation_id_manager_id_fkey' && constraint !== 'person_check') throw error;
    return { ok: false, reason: 'no-such-manager' };
  }
}

/** Changes how the room calls for attention and which paper the pages have. */
export async function changePreferences(
  { database }: Pick<App, 'database'>,
  actor: SignedIn,
  preferences: Preferences,
): Promise<void> {
  await database.asPerson(actor, (tx) => savePreferences(tx, actor, preferences));
}
