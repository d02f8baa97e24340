import type { Tx } from '#server/database.ts';
import { hashToken } from '#server/tokens.ts';
import {
  type EntryRefusal,
  insertJoinRequest,
  type PeekedInvitation,
  peekInvitation,
  spendMailedInvitation,
} from '../store/invitations.ts';

export type { PeekedInvitation };

/** What a link tells whoever holds it, before anything is pressed. Changes nothing; undefined when there is no such link. */
export async function lookAtInvitation(tx: Tx, token: string): Promise<PeekedInvitation | undefined> {
  return peekInvitation(tx, hashToken(token));
}

export type Entry =
  | { ok: true; outcome: 'joined' | 'asked'; circleId: string }
  | { ok: false; reason: 'unknown-link' | EntryRefusal };

/** The acting person comes in: at once by a mailed invitation, by asking with a circle's link. */
export async function enterByInvitation(tx: Tx, token: string): Promise<Entry> {
  const hash = hashToken(token);
  const invitation = await peekInvitation(tx, hash);
  if (invitation === undefined) return { ok: false, reason: 'unknown-link' };
  const outcome =
    invitation.kind === 'mail' ? await spendMailedInvitation(tx, hash) : await insertJoinRequest(tx, hash);
  if (outcome === 'joined' || outcome === 'asked') {
    return { ok: true, outcome, circleId: invitation.circleId };
  }
  return { ok: false, reason: outcome };
}
