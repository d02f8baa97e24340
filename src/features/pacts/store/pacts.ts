import { sql } from 'kysely';
import type { PactWords } from '#core/pacts/pact.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { prepare } from '#server/prepare.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealWords } from '#server/vault/seal-words.ts';

/** All SQL about pacts and their versions. Row-level security shows those of two to the two alone. */

export interface VersionRow {
  version: number;
  writtenBy: string;
  words: PactWords;
}

export interface PactRow {
  id: string;
  begunBy: string;
  /** Null: of the whole circle. */
  partner: string | null;
  inForce?: VersionRow;
  /** What waits for those whom it concerns. */
  proposed?: VersionRow;
}

/** Those that go on; the circle's first, then those of two. */
export async function listPacts(tx: Tx, member: CircleMember): Promise<PactRow[]> {
  const pacts = await openPacts(tx, member);
  if (pacts.length === 0) return [];
  const { rows } = await sql<SealedVersion>`
    SELECT DISTINCT ON (v.pact_id, v.in_force_at IS NULL) v.id, v.pact_id, v.version, v.written_by, v.words, v.in_force_at
    FROM pact_version v WHERE v.organisation_id = ${member.organisationId}
      AND v.pact_id = ANY (${pacts.map(({ id }) => id)}::uuid[])
    ORDER BY v.pact_id, v.in_force_at IS NULL, v.version DESC`.execute(tx);
  const versions = await openWords(tx, 'pact_version', member.organisationId, rows);
  return pacts.map(({ id, begun_by, partner_id }) => {
    const own = versions.filter((row) => row.pact_id === id && row.words !== null);
    const held = own.find(({ in_force_at }) => in_force_at !== null);
    const asked = own.find(({ in_force_at }) => in_force_at === null);
    // An older proposal that a later one took the place of is none.
    const open = asked && (!held || asked.version > held.version) ? asked : undefined;
    return {
      id,
      begunBy: begun_by,
      partner: partner_id,
      ...(held && { inForce: shown(held) }),
      ...(open && { proposed: shown(open) }),
    };
  });
}

const openPacts = prepare('open-pacts', (db, { organisationId, circleId }: CircleMember) =>
  db
    .selectFrom('pact')
    .select(['id', 'begun_by', 'partner_id'])
    .where('organisation_id', '=', organisationId)
    .where('circle_id', '=', circleId)
    .where('ended_at', 'is', null)
    .orderBy(sql`partner_id IS NOT NULL`)
    .orderBy('begun_at'),
);

interface SealedVersion {
  id: string;
  pact_id: string;
  version: number;
  written_by: string;
  words: PactWords | null;
  in_force_at: Date | null;
}

function shown({ version, written_by, words }: SealedVersion): VersionRow {
  const { habits = [], milestones = [], telling = '' } = words ?? {};
  return { version, writtenBy: written_by, words: { habits, milestones, telling } };
}

/** False while there is one already, of the two or of the circle; or for the same form, sent twice. */
export async function insertPact(
  tx: Tx,
  member: CircleMember,
  { id, partner }: { id: string; partner: string | null },
): Promise<boolean> {
  const done = await tx
    .insertInto('pact')
    .values({
      organisation_id: member.organisationId,
      id,
      circle_id: member.circleId,
      begun_by: member.personId,
      partner_id: partner,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** False when there is such a version already: somebody was quicker. */
export async function insertVersion(
  tx: Tx,
  member: CircleMember,
  { pact, version, words }: { pact: string; version: number; words: PactWords },
): Promise<boolean> {
  const id = newId();
  const whose = { organisationId: member.organisationId, owner: member.personId, row: id };
  const sealed = await sealWords(tx, 'pact_version', whose, { words: words as unknown as string });
  const done = await tx
    .insertInto('pact_version')
    .values({
      organisation_id: member.organisationId,
      ...{ id, pact_id: pact, version, written_by: member.personId },
      ...sealed,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'pact_id', 'version']).doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export async function endPact(tx: Tx, member: CircleMember, id: string): Promise<boolean> {
  const done = await tx
    .updateTable('pact')
    .set({ ended_at: sql<Date>`now()` })
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Agreeing again renews it: whoever came back to the circle agrees anew. */
export async function insertConsent(
  tx: Tx,
  member: CircleMember,
  { pact, version }: { pact: string; version: number },
): Promise<void> {
  await tx
    .insertInto('pact_consent')
    .values({
      organisation_id: member.organisationId,
      pact_id: pact,
      version,
      person_id: member.personId,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'pact_id', 'version', 'person_id'])
        .doUpdateSet({ agreed_at: sql<Date>`now()` }),
    )
    .execute();
}

/** Members of now whose yes to this version counts. */
export async function listAgreed(
  tx: Tx,
  member: CircleMember,
  { pact, version }: { pact: string; version: number },
): Promise<string[]> {
  const rows = await tx
    .selectFrom('pact_consent as a')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'a.organisation_id').onRef('m.person_id', '=', 'a.person_id'),
    )
    .select('a.person_id')
    .where('a.organisation_id', '=', member.organisationId)
    .where('a.pact_id', '=', pact)
    .where('a.version', '=', version)
    .where('m.circle_id', '=', member.circleId)
    .where('m.left_at', 'is', null)
    .whereRef('a.agreed_at', '>=', 'm.joined_at')
    .execute();
  return rows.map(({ person_id }) => person_id);
}

/**
 * Since when each pact that is in force is the member's own: since they said yes to it and it held. Those to which they have
 * not said yes since they joined are missing. Row-level security asks the same.
 */
export async function listMineSince(tx: Tx): Promise<Map<string, Date>> {
  const { rows } = await sql<{ pact_id: string; since: Date }>`SELECT * FROM pact_mine_since()`.execute(tx);
  return new Map(rows.map(({ pact_id, since }) => [pact_id, since]));
}

/** It is theirs, or in force for nobody who sits in the circle. */
export async function mayEnd(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`SELECT may_end_pact(${id}) AS may`.execute(tx);
  return rows[0]?.may ?? false;
}

export async function settlePact(
  tx: Tx,
  _member: CircleMember,
  id: string,
): Promise<'settled' | 'waits' | 'gone'> {
  const { rows } = await sql<{ how: 'settled' | 'waits' | 'gone' }>`SELECT settle_pact(${id}) AS how`.execute(
    tx,
  );
  return rows[0]?.how ?? 'gone';
}
