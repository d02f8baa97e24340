import { admitPerson } from '#features/people/use-cases/admit-person.ts';
import { mailAddressLink } from '#features/people/use-cases/change-email.ts';
import { offerPersonalCode } from '#features/people/use-cases/make-personal-code.ts';
import { type StartedSignIn, startSignIn } from '#features/people/use-cases/start-sign-in.ts';
import type { App } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { mailIsSet } from '#server/mail.ts';
import { type Entry, enterByInvitation, lookAtInvitation } from './enter-by-invitation.ts';

export interface Newcomer {
  name: string;
  /** Lower case; null where none is given. */
  email: string | null;
  timeZone: string;
  languages: string[];
  /** As `core/people/device-name.ts` names it. */
  device: string;
}

type Refused = { ok: false; reason: Extract<Entry, { ok: false }>['reason'] | 'address-taken' };
export type NewcomerJoined =
  | {
      ok: true;
      outcome: 'joined' | 'asked';
      circleId: string;
      signIn: StartedSignIn;
      /** None in a demonstration. */
      code: string | undefined;
      /** The address that a link was mailed to, to be proved. */
      proveBy: string | undefined;
    }
  | Refused;

/**
 * Somebody whom the organisation does not know yet comes in by an invitation: they become a person, are seated or ask,
 * are signed in, and get their personal code. All or nothing: a full circle leaves no trace of them. Where mail is sent, an
 * address counts at once only if the invitation came by it; any other is proved first, so that nobody sits waiting in an
 * account for whoever the address belongs to.
 */
export async function joinAsNewcomer(
  app: Pick<App, 'database' | 'clock' | 'config'>,
  token: string,
  newcomer: Newcomer,
): Promise<NewcomerJoined> {
  const { database, clock } = app;
  const invitation = await database.asNobody((tx) => lookAtInvitation(tx, token));
  if (invitation === undefined) return { ok: false, reason: 'unknown-link' };
  if (invitation.state !== 'open') return { ok: false, reason: 'spent' };
  const { device, email, ...known } = newcomer;
  const proved = !mailIsSet(app.config) || email === invitation.email;
  const actor = { organisationId: invitation.organisationId, personId: newId() };
  try {
    return await database.asPerson(actor, async (tx) => {
      const admitted = await admitPerson(tx, { ...actor, ...known, email: proved ? email : null });
      if (!admitted.ok) throw new Undone(admitted);
      const entry = await enterByInvitation(tx, token);
      if (!entry.ok) throw new Undone(entry);
      if (email && !proved) await mailAddressLink(tx, app, { ...actor, name: known.name, email });
      const code = await offerPersonalCode(tx, actor);
      const signIn = await startSignIn(tx, { ...actor, device, now: clock.now() });
      return { ...entry, signIn, code, proveBy: email && !proved ? email : undefined };
    });
  } catch (problem) {
    if (problem instanceof Undone) return problem.refusal;
    throw problem;
  }
}

/** Carries a refusal out of a transaction that must be rolled back. */
class Undone extends Error {
  readonly refusal: Refused;

  constructor(refusal: Refused) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}
