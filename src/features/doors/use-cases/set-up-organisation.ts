import { admitPerson } from '#features/people/use-cases/admit-person.ts';
import { makePersonalCode } from '#features/people/use-cases/make-personal-code.ts';
import { type StartedSignIn, startSignIn } from '#features/people/use-cases/start-sign-in.ts';
import type { App } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import type { Operator } from '../access.ts';
import type { SetUp } from '../input.ts';
import { insertOrganisation } from '../store/door.ts';

export type SetUpDone =
  | { ok: true; signIn: StartedSignIn; code: string }
  | { ok: false; reason: 'done-before' };

/**
 * Founds an organisation with its first person, who owns it, is signed in and gets a personal code: all or nothing.
 *
 * @param _operator proves that whoever asks opened the terminal's link
 */
export async function setUpOrganisation(
  { database, clock }: Pick<App, 'database' | 'clock'>,
  _operator: Operator,
  { device, ...input }: SetUp & { device: string },
): Promise<SetUpDone> {
  const actor = { organisationId: input.organisationId, personId: newId() };
  try {
    return await database.asPerson(actor, async (tx) => {
      await insertOrganisation(tx, {
        id: actor.organisationId,
        name: input.organisation,
        demonstration: false,
      });
      const { name, email, timeZone, languages } = input;
      await admitPerson(tx, { ...actor, name, email, timeZone, languages, role: 'owner' });
      const code = await makePersonalCode(tx, actor);
      const signIn = await startSignIn(tx, { ...actor, device, now: clock.now() });
      return { ok: true, signIn, code };
    });
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'organisation_pkey') throw error;
    return { ok: false, reason: 'done-before' };
  }
}
