import { sql } from 'kysely';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';

/** All SQL about yes and "not yet". One's own is read; of the others the database says a count. */

export async function saveConsent(
  tx: Tx,
  member: CircleMember,
  { finding, version, agrees }: { finding: string; version: number; agrees: boolean },
): Promise<void> {
  await tx
    .insertInto('finding_consent')
    .values({
      organisation_id: member.organisationId,
      finding_id: finding,
      version,
      person_id: member.personId,
      agrees,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'finding_id', 'version', 'person_id'])
        .doUpdateSet({ agrees, said_at: sql<Date>`now()` }),
    )
    .execute();
}

/** What I said to this version; undefined: nothing. */
export async function findMyConsent(
  tx: Tx,
  member: CircleMember,
  { finding, version }: { finding: string; version: number },
): Promise<boolean | undefined> {
  const row = await tx
    .selectFrom('finding_consent')
    .select('agrees')
    .where('organisation_id', '=', member.organisationId)
    .where('finding_id', '=', finding)
    .where('version', '=', version)
    .where('person_id', '=', member.personId)
    .executeTakeFirst();
  return row?.agrees;
}

/** Members of now, and how many of them said yes to the newest version. */
export async function countConsents(
  tx: Tx,
  _member: CircleMember,
  finding: string,
): Promise<{ agreed: number; members: number }> {
  const { rows } = await sql<{ agreed: number; members: number }>`
    SELECT * FROM count_finding_consents(${finding})`.execute(tx);
  return rows[0] ?? { agreed: 0, members: 0 };
}

/** `inside`: whom it is for sits in the circle meanwhile. */
export type FindingSettling = 'settled' | 'waits' | 'inside' | 'gone';

export async function settleFinding(
  tx: Tx,
  _member: CircleMember,
  finding: string,
): Promise<FindingSettling> {
  const { rows } = await sql<{ how: FindingSettling }>`SELECT settle_finding(${finding}) AS how`.execute(tx);
  return rows[0]?.how ?? 'gone';
}
