import type { Actor, Tx } from '#server/database.ts';
import type { Profile } from '../input.ts';
import { findPerson, updateClock } from '../store/person.ts';

/** In which languages somebody practises, and on which clock: what their own page asks too. */
export async function readLanguages(tx: Tx, actor: Actor): Promise<Pick<Profile, 'timeZone' | 'languages'>> {
  const { time_zone: timeZone, languages } = await findPerson(tx, actor);
  return { timeZone, languages };
}

export async function tellLanguages(
  tx: Tx,
  actor: Actor,
  told: Pick<Profile, 'timeZone' | 'languages'>,
): Promise<void> {
  await updateClock(tx, actor, told);
}
