import { findingDays } from '#core/findings/finding.ts';
import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { queueMail } from '#server/mail.ts';
import { hashToken, newToken } from '#server/tokens.ts';
import { findingMail } from '../mail.ts';
import {
  type FindingRow,
  findOrganisationName,
  listFindings,
  queueColleagueMail,
  updateLink,
} from '../store/findings.ts';

export type Sent = { ok: true; link?: string } | { ok: false; reason: 'finding-gone' };

/**
 * Sends what all consented to; an earlier link stops working. Where a mail can go to whom it is for the link goes there and is
 * shown to nobody; else it comes back, to be handed over by other means.
 *
 * @param way.linkTo makes the whole link of a token
 */
export async function sendFinding(
  tx: Tx,
  member: CircleMember,
  id: string,
  way: { mail: boolean; now: Date; linkTo: (token: string) => string },
): Promise<Sent> {
  await lockCircle(tx, member);
  const token = newToken();
  const link = way.linkTo(token);
  const expiresAt = new Date(way.now.getTime() + findingDays * 86_400_000);
  const [finding] = await listFindings(tx, member, id);
  if (!finding || !(await updateLink(tx, member, { id, hash: hashToken(token), expiresAt })))
    return { ok: false, reason: 'finding-gone' };
  const organisation = await findOrganisationName(tx, member);
  const letter = findingMail({ name: finding.toName, organisation, link, days: findingDays });
  const mailed = way.mail && (await mailTo(tx, member, finding, letter));
  return mailed ? { ok: true } : { ok: true, link };
}

async function mailTo(
  tx: Tx,
  member: CircleMember,
  { id, toPerson, toEmail }: FindingRow,
  letter: { subject: string; text: string },
): Promise<boolean> {
  if (toPerson) return queueColleagueMail(tx, member, { id, ...letter });
  if (toEmail === '') return false;
  await queueMail(tx, { organisationId: member.organisationId, kind: 'finding', to: toEmail, ...letter });
  return true;
}
