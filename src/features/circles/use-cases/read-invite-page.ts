import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { type Circle, readCircle } from '../store/circle.ts';
import { type Invitation, listInvitations } from '../store/invitations.ts';
import { listMembers } from '../store/members.ts';
import { mostMembers } from './invite.ts';

export type { Invitation };

/** What the page on which one invites shows: how many are here, and which doors stand open. */
export interface InvitePageView {
  circle: Circle;
  members: number;
  full: boolean;
  invitations: Invitation[];
}

export async function readInvitePage(tx: Tx, member: CircleMember): Promise<InvitePageView> {
  const members = (await listMembers(tx, member)).length;
  return {
    circle: await readCircle(tx, member),
    members,
    full: members >= mostMembers,
    invitations: await listInvitations(tx, member),
  };
}
