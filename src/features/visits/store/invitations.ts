import { sql } from 'kysely';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import type { Hindrance } from './circle-visits.ts';

/** All SQL about guests whom a circle invites by itself; nobody reads it of themselves before the members agreed. */

/** `open`: that person has asked already, or was invited. */
export type InviteOutcome = 'invited' | 'open' | Hindrance;

/** Names a colleague as guest. Only with a question to the circle in the same transaction. */
export async function insertInvited(
  tx: Tx,
  member: CircleMember,
  { visit, guest, session }: { visit: string; guest: string; session: string },
): Promise<InviteOutcome> {
  const { rows } = await sql<{ how: InviteOutcome }>`
    SELECT invite_guest(${member.circleId}, ${visit}, ${guest}, ${session}) AS how`.execute(tx);
  return rows[0]?.how ?? 'gone';
}
