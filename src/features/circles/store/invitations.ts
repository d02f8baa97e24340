import { sql } from 'kysely';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';

/** A way into the circle, as its members see it. The token is nowhere: only its hash was kept. */
export interface Invitation {
  id: string;
  kind: 'mail' | 'link';
  email?: string;
  inviter: string;
  uses: number;
  createdAt: Date;
  expiresAt: Date;
  state: 'open' | 'revoked' | 'expired' | 'used';
}

/** Whole days that an invitation lasts, by its kind. */
export const invitationDays = { mail: 14, link: 7 } as const;

export async function insertInvitation(
  tx: Tx,
  member: CircleMember,
  invitation: { tokenHash: Buffer } & ({ kind: 'mail'; email: string } | { kind: 'link' }),
): Promise<string> {
  const id = newId();
  await tx
    .insertInto('invitation')
    .values({
      organisation_id: member.organisationId,
      id,
      circle_id: member.circleId,
      inviter_id: member.personId,
      kind: invitation.kind,
      email: invitation.kind === 'mail' ? invitation.email : null,
      token_hash: invitation.tokenHash,
      expires_at: sql`now() + make_interval(days => ${invitationDays[invitation.kind]})`,
    })
    .execute();
  return id;
}

/** The newest thirty, newest first. */
export async function listInvitations(tx: Tx, member: CircleMember): Promise<Invitation[]> {
  const rows = await tx
    .selectFrom('invitation')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'invitation.organisation_id')
        .onRef('person.id', '=', 'invitation.inviter_id'),
    )
    .select([
      'invitation.id',
      'invitation.kind',
      'invitation.email',
      'invitation.uses',
      'invitation.created_at',
      'invitation.expires_at',
      'person.name as inviter',
      sql<Invitation['state']>`CASE WHEN revoked_at IS NOT NULL THEN 'revoked'
        WHEN invitation.kind = 'mail' AND uses > 0 THEN 'used' WHEN expires_at <= now() THEN 'expired' ELSE 'open' END`.as(
        'state',
      ),
    ])
    .where('invitation.organisation_id', '=', member.organisationId)
    .where('invitation.circle_id', '=', member.circleId)
    .orderBy('invitation.created_at', 'desc')
    .limit(30)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as Invitation['kind'],
    email: row.email ?? undefined,
    inviter: row.inviter,
    uses: row.uses,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    state: row.state,
  }));
}

/** False when there is no such open invitation in this circle. */
export async function revokeInvitation(tx: Tx, member: CircleMember, id: string): Promise<boolean> {
  const result = await tx
    .updateTable('invitation')
    .set({ revoked_at: sql`now()` })
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** What whoever holds a link may know before anything is pressed. */
export interface PeekedInvitation {
  organisationId: string;
  organisationName: string;
  circleId: string;
  circleName: string;
  inviterName: string;
  kind: 'mail' | 'link';
  email?: string;
  state: 'open' | 'revoked' | 'expired' | 'used' | 'closed';
}

/** Asked before anyone is known, so it goes through a definer function; undefined for a token that never was. */
export async function peekInvitation(tx: Tx, tokenHash: Buffer): Promise<PeekedInvitation | undefined> {
  const result = await sql<{
    organisation_id: string;
    organisation_name: string;
    circle_id: string;
    circle_name: string;
    inviter_name: string;
    kind: PeekedInvitation['kind'];
    email: string | null;
    state: PeekedInvitation['state'];
  }>`SELECT * FROM peek_invitation(${tokenHash})`.execute(tx);
  const row = result.rows[0];
  if (row === undefined) return undefined;
  return {
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    circleId: row.circle_id,
    circleName: row.circle_name,
    inviterName: row.inviter_name,
    kind: row.kind,
    email: row.email ?? undefined,
    state: row.state,
  };
}

export type EntryRefusal = 'spent' | 'other-organisation' | 'closed' | 'full' | 'member';

/** Seats the acting person and spends the invitation. */
export async function spendMailedInvitation(tx: Tx, tokenHash: Buffer): Promise<'joined' | EntryRefusal> {
  const result = await sql<{ outcome: 'joined' | EntryRefusal }>`
    SELECT accept_mailed_invitation(${tokenHash}, ${newId()}) AS outcome`.execute(tx);
  return result.rows[0]?.outcome ?? 'spent';
}

/** Leaves the acting person's request to join for a member to answer. */
export async function insertJoinRequest(tx: Tx, tokenHash: Buffer): Promise<'asked' | EntryRefusal> {
  const result = await sql<{ outcome: 'asked' | EntryRefusal }>`
    SELECT ask_to_join(${tokenHash}, ${newId()}) AS outcome`.execute(tx);
  return result.rows[0]?.outcome ?? 'spent';
}
