import { sql } from 'kysely';
import type { FindingTimes } from '#core/findings/finding.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { prepare } from '#server/prepare.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealWords } from '#server/vault/seal-words.ts';
import type { ToldFinding } from '../input.ts';

/** All SQL about a circle's findings, as its members read them. Who wrote a version leaves this file for nobody. */

export interface FindingRow extends FindingTimes {
  id: string;
  commitmentId: string | null;
  begunAt: Date;
  version: number;
  title: string;
  obstacle: string;
  change: string;
  toName: string;
  toEmail: string;
  toPerson: string | null;
  namesCircle: boolean;
  /** Of somebody outside; empty until it comes. */
  answer: string;
}

/** Newest first; `only`: this one. Those whose words were erased are left out. */
export async function listFindings(tx: Tx, member: CircleMember, only?: string): Promise<FindingRow[]> {
  const rows = await findingsOf(tx, { ...member, only: only ?? null });
  const opened = await openWords(tx, 'finding_version', member.organisationId, rows);
  const answers = await listAnswers(
    tx,
    member,
    rows.filter((row) => row.answered_at).map(({ finding_id }) => finding_id),
  );
  return opened.filter(({ title }) => title !== '').map((row) => shown(row, answers.get(row.finding_id)));
}

/** More than any circle raises. */
const mostListed = 100;

const findingsOf = prepare(
  'findings-of-circle',
  (_, { organisationId, circleId, only }: CircleMember & { only: string | null }) => sql<SealedRow>`
    SELECT f.id AS finding_id, f.commitment_id, f.begun_at, f.settled_at, f.sent_at, f.expires_at, f.withdrawn_at, f.answered_at,
      v.id, v.written_by, v.version, v.title, v.obstacle, v.change, v.to_name, v.to_email, v.to_person, v.names_circle
    FROM finding f
    JOIN LATERAL (SELECT * FROM (SELECT n.id, n.written_by, n.version, n.title, n.obstacle, n.change, n.to_name, n.to_email,
        n.to_person, n.names_circle FROM finding_version n WHERE n.organisation_id = f.organisation_id
        AND n.finding_id = f.id ORDER BY n.version DESC LIMIT 1) AS newest) v ON true
    WHERE f.organisation_id = ${organisationId} AND f.circle_id = ${circleId}
      AND (${only}::uuid IS NULL OR f.id = ${only}::uuid)
    ORDER BY f.begun_at DESC, f.id DESC LIMIT ${mostListed}`,
);

async function listAnswers(tx: Tx, member: CircleMember, findings: string[]): Promise<Map<string, string>> {
  if (findings.length === 0) return new Map();
  const rows = await tx
    .selectFrom('finding_answer')
    .select(['finding_id', 'written_by', 'text'])
    .where('organisation_id', '=', member.organisationId)
    .where('finding_id', 'in', findings)
    .execute();
  const opened = await openWords(tx, 'finding_answer', member.organisationId, rows);
  return new Map(opened.map(({ finding_id, text }) => [finding_id, text]));
}

interface SealedRow {
  finding_id: string;
  commitment_id: string | null;
  begun_at: Date;
  settled_at: Date | null;
  sent_at: Date | null;
  expires_at: Date | null;
  withdrawn_at: Date | null;
  answered_at: Date | null;
  id: string;
  written_by: string;
  version: number;
  title: string;
  obstacle: string;
  change: string;
  to_name: string;
  to_email: string;
  to_person: string | null;
  names_circle: boolean;
}

function shown(row: SealedRow, answer = ''): FindingRow {
  return {
    id: row.finding_id,
    commitmentId: row.commitment_id,
    begunAt: row.begun_at,
    settledAt: row.settled_at ?? undefined,
    sentAt: row.sent_at ?? undefined,
    expiresAt: row.expires_at ?? undefined,
    withdrawnAt: row.withdrawn_at ?? undefined,
    answeredAt: row.answered_at ?? undefined,
    version: row.version,
    title: row.title,
    obstacle: row.obstacle,
    change: row.change,
    toName: row.to_name,
    toEmail: row.to_email,
    toPerson: row.to_person,
    namesCircle: row.names_circle,
    answer,
  };
}

/** False when the id is taken already: the same form, sent twice, or somebody else's. */
export async function insertFinding(
  tx: Tx,
  member: CircleMember,
  { id, card }: { id: string; card: string | null },
): Promise<boolean> {
  const done = await tx
    .insertInto('finding')
    .values({
      organisation_id: member.organisationId,
      id,
      circle_id: member.circleId,
      commitment_id: card,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** False when there is such a version already: somebody was quicker. */
export async function insertVersion(
  tx: Tx,
  member: CircleMember,
  { finding, version, told }: { finding: string; version: number; told: ToldFinding },
): Promise<boolean> {
  const id = newId();
  const whose = { organisationId: member.organisationId, owner: member.personId, row: id };
  const words = await sealWords(tx, 'finding_version', whose, {
    title: told.title,
    obstacle: told.obstacle,
    change: told.change,
    to_name: told.toName,
    to_email: told.toEmail ?? '',
  });
  const done = await tx
    .insertInto('finding_version')
    .values({
      organisation_id: member.organisationId,
      id,
      finding_id: finding,
      version,
      written_by: member.personId,
      ...words,
      to_person: told.toPerson,
      names_circle: told.namesCircle,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'finding_id', 'version']).doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Back into the circle: the link, if there is one, stops working. False where there is nothing to take back. */
export async function withdrawFinding(tx: Tx, member: CircleMember, id: string): Promise<boolean> {
  const done = await tx
    .updateTable('finding')
    .set({ withdrawn_at: sql<Date>`now()` })
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .where('answered_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** A new link in place of an earlier one. False where not all have consented, or it is over. */
export async function updateLink(
  tx: Tx,
  member: CircleMember,
  { id, hash, expiresAt }: { id: string; hash: Buffer; expiresAt: Date },
): Promise<boolean> {
  const done = await tx
    .updateTable('finding')
    .set({ token_hash: hash, sent_at: sql<Date>`now()`, expires_at: expiresAt })
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('id', '=', id)
    .where('settled_at', 'is not', null)
    .where('withdrawn_at', 'is', null)
    .where('answered_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** To a colleague, whose address nobody here learns; false where they have none. */
export async function queueColleagueMail(
  tx: Tx,
  _member: CircleMember,
  { id, subject, text }: { id: string; subject: string; text: string },
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    SELECT queue_finding_mail(${id}, ${newId()}, ${subject}, ${text}) AS done`.execute(tx);
  return rows[0]?.done === true;
}

export async function findOrganisationName(tx: Tx, { organisationId }: CircleMember): Promise<string> {
  const row = await tx
    .selectFrom('organisation')
    .select('name')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return row.name;
}
