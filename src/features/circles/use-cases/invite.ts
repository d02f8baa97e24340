import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { queueMail } from '#server/mail.ts';
import { hashToken, newToken } from '#server/tokens.ts';
import { invitationMail } from '../mail.ts';
import { readCircle } from '../store/circle.ts';
import { insertInvitation, invitationDays, revokeInvitation } from '../store/invitations.ts';
import { listMembers } from '../store/members.ts';

/** The most members a circle has; also a constraint of the database. */
export const mostMembers = 5;

export type InviteRefusal = 'circle-closed' | 'circle-full';

/**
 * Invites one address. With `mail` the link goes there and is shown to nobody; without it the link comes back, to be
 * handed over by other means. It works once.
 *
 * @param way.linkTo makes the whole link of a token
 */
export async function inviteByMail(
  tx: Tx,
  member: CircleMember,
  way: { email: string; mail: boolean; linkTo: (token: string) => string },
): Promise<{ ok: true; link?: string } | { ok: false; reason: InviteRefusal }> {
  const refusal = await whyNoneMayCome(tx, member);
  if (refusal) return { ok: false, reason: refusal };
  const token = newToken();
  const link = way.linkTo(token);
  await insertInvitation(tx, member, { kind: 'mail', email: way.email, tokenHash: hashToken(token) });
  if (!way.mail) return { ok: true, link };
  const { name: circle } = await readCircle(tx, member);
  const inviter = (await listMembers(tx, member)).find((each) => each.id === member.personId)?.name ?? '';
  const mail = invitationMail({ inviter, circle, link, days: invitationDays.mail });
  await queueMail(tx, {
    organisationId: member.organisationId,
    kind: 'invitation',
    to: way.email,
    names: [member.personId],
    ...mail,
  });
  return { ok: true };
}

/** A link for whoever has it. It lets one ask; a member confirms. The token is shown this once. */
export async function makeCircleLink(
  tx: Tx,
  member: CircleMember,
  way: { linkTo: (token: string) => string },
): Promise<{ ok: true; link: string } | { ok: false; reason: InviteRefusal }> {
  const refusal = await whyNoneMayCome(tx, member);
  if (refusal) return { ok: false, reason: refusal };
  const token = newToken();
  await insertInvitation(tx, member, { kind: 'link', tokenHash: hashToken(token) });
  return { ok: true, link: way.linkTo(token) };
}

/** Any member ends any invitation of the circle. */
export async function endInvitation(
  tx: Tx,
  member: CircleMember,
  invitationId: string,
): Promise<{ ok: true } | { ok: false; reason: 'invitation-gone' }> {
  const ended = await revokeInvitation(tx, member, invitationId);
  return ended ? { ok: true } : { ok: false, reason: 'invitation-gone' };
}

async function whyNoneMayCome(tx: Tx, member: CircleMember): Promise<InviteRefusal | undefined> {
  if ((await lockCircle(tx, member)).closed) return 'circle-closed';
  return (await listMembers(tx, member)).length >= mostMembers ? 'circle-full' : undefined;
}
