import type { App } from '#server/app.ts';
import type { Actor, Tx } from '#server/database.ts';
import { mailIsSet } from '#server/mail.ts';
import { type Limit, type Spent, spend } from '#server/rate-limits.ts';
import { hashToken, newToken } from '#server/tokens.ts';
import type { SignedIn } from '../access.ts';
import { queueEmailChangedMail, queueEmailChangeMail } from '../mail.ts';
import {
  deleteEmailChange,
  findEmail,
  findEmailChange,
  saveEmail,
  saveEmailChange,
} from '../store/person.ts';

const hour = 60 * 60_000;
/** Each try writes to somebody's mailbox. */
const perPerson: Limit = { name: 'email-change', points: 5, minutes: 60 };

export type AskedForAddress =
  | { ok: true; confirm: 'by-link' | 'done' }
  | { ok: false; reason: 'taken' }
  | (Spent & { ok: false });

/**
 * Asks for a new address: a link goes to it, and it counts once that is opened. The same is said whether a colleague has
 * the address already. Where no mail can be sent it counts at once, because no link could arrive.
 */
export async function askForEmail(app: App, actor: SignedIn, email: string): Promise<AskedForAddress> {
  const allowed = await spend(app.database, perPerson, actor.personId);
  if (!allowed.ok) return allowed;
  if (!mailIsSet(app.config)) {
    const set = await setEmail(app, actor, email);
    return set.ok ? { ok: true, confirm: 'done' } : set;
  }
  await app.database.asPerson(actor, (tx) => mailAddressLink(tx, app, { ...actor, email }));
  return { ok: true, confirm: 'by-link' };
}

/** Keeps an address that somebody wants and mails the link that proves it theirs. Runs in their own transaction. */
export async function mailAddressLink(
  tx: Tx,
  { clock, config }: Pick<App, 'clock' | 'config'>,
  { organisationId, personId, name, email }: Actor & { name: string; email: string },
): Promise<void> {
  const token = newToken();
  const expiresAt = new Date(clock.now().getTime() + hour);
  await saveEmailChange(tx, { organisationId, personId }, { hash: hashToken(token), email, expiresAt });
  await queueEmailChangeMail(tx, config, { organisationId, personId, name, email, token });
}

/** The address that a link would confirm, for the person who asked and nobody else. */
export async function lookAtEmailChange(
  { database }: Pick<App, 'database'>,
  actor: SignedIn,
  token: string,
): Promise<string | undefined> {
  return database.asPerson(actor, (tx) => findEmailChange(tx, actor, hashToken(token)));
}

export type ConfirmedAddress = { ok: true; email: string } | { ok: false; reason: 'spent' | 'taken' };

/** Makes the confirmed address the person's own; the old one is told. */
export async function confirmEmail(app: App, actor: SignedIn, token: string): Promise<ConfirmedAddress> {
  const hash = hashToken(token);
  return orTaken(() =>
    app.database.asPerson(actor, async (tx) => {
      const email = await findEmailChange(tx, actor, hash);
      if (!email || !(await deleteEmailChange(tx, actor, hash))) return { ok: false, reason: 'spent' };
      const oldEmail = await findEmail(tx, actor);
      await saveEmail(tx, actor, email);
      if (oldEmail && oldEmail !== email) {
        await queueEmailChangedMail(tx, app.config, {
          organisationId: actor.organisationId,
          personId: actor.personId,
          name: actor.name,
          oldEmail,
        });
      }
      return { ok: true, email };
    }),
  );
}

function setEmail({ database }: App, actor: SignedIn, email: string) {
  return orTaken<{ ok: true }>(() =>
    database.asPerson(actor, async (tx) => {
      await saveEmail(tx, actor, email);
      return { ok: true };
    }),
  );
}

async function orTaken<T>(work: () => Promise<T>): Promise<T | { ok: false; reason: 'taken' }> {
  try {
    return await work();
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'person_contact_organisation_id_email_key')
      throw error;
    return { ok: false, reason: 'taken' };
  }
}
