import type { Transaction } from 'kysely';
import { m } from '#messages';
import type { Config } from '#server/config.ts';
import type { Actor } from '#server/database.ts';
import { absoluteLink } from '#server/links.ts';
import { queueMail } from '#server/mail.ts';
import type { DB } from '#server/schema.generated.ts';

type Tx = Transaction<DB>;

export interface SignInLinkOf {
  name: string;
  organisation: string;
  organisationId: string;
  token: string;
}

/** One mail with one link for each organisation in which the address is known. `links` is not empty. */
export async function queueSignInMail(
  tx: Tx,
  config: Config,
  { email, next, links }: { email: string; next: string; links: SignInLinkOf[] },
): Promise<void> {
  const lines = links.map((link) =>
    m.mail_sign_in_link({ organisation: link.organisation, link: signInAddress(config, link.token, next) }),
  );
  await queueMail(tx, {
    organisationId: links.length === 1 ? (links[0]?.organisationId ?? null) : null,
    kind: 'sign-in',
    to: email,
    subject: m.mail_sign_in_subject(),
    text: m.mail_sign_in_text({ name: links[0]?.name ?? '', links: lines.join('\n\n') }),
  });
}

/** Where a sign-in link leads; `next` is a path of this site. */
export function signInAddress(config: Config, token: string, next = '/'): string {
  const path = `/sign-in/${token}`;
  return absoluteLink(config, next === '/' ? path : `${path}?next=${encodeURIComponent(next)}`);
}

/** Tells a person that whoever looks after the machine made a way in for them. */
export async function queueOperatorLinkMail(
  tx: Tx,
  config: Config,
  to: { organisationId: string; organisation: string; name: string; email: string },
): Promise<void> {
  await queueMail(tx, {
    organisationId: to.organisationId,
    kind: 'notice',
    to: to.email,
    subject: m.mail_operator_link_subject(),
    text: m.mail_operator_link_text({
      name: to.name,
      organisation: to.organisation,
      devices: absoluteLink(config, '/me/devices'),
    }),
  });
}

export async function queueEmailChangeMail(
  tx: Tx,
  config: Config,
  change: Actor & { name: string; email: string; token: string },
): Promise<void> {
  await queueMail(tx, {
    organisationId: change.organisationId,
    kind: 'address',
    to: change.email,
    names: [change.personId],
    subject: m.mail_address_subject(),
    text: m.mail_address_text({ name: change.name, link: absoluteLink(config, `/me/email/${change.token}`) }),
  });
}

/** Goes to the old address, so that a change that somebody else made does not pass unseen. */
export async function queueEmailChangedMail(
  tx: Tx,
  config: Config,
  change: Actor & { name: string; oldEmail: string },
): Promise<void> {
  await queueMail(tx, {
    organisationId: change.organisationId,
    kind: 'address',
    to: change.oldEmail,
    names: [change.personId],
    subject: m.mail_address_changed_subject(),
    text: m.mail_address_changed_text({ name: change.name, devices: absoluteLink(config, '/me/devices') }),
  });
}
