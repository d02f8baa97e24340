import { sql } from 'kysely';
import type { Clause } from '#core/agreement/clause.ts';
import type { GivenConsent } from '#core/agreement/consent.ts';
import { isTemplateKey } from '#core/agreement/template.ts';
import type { AgreementVersion } from '#core/agreement/version.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';

/** A clause as it stands in a version, with whose words they are. */
export interface StoredClause extends Clause {
  changedBy: string;
  changedAt: number;
}

export async function listVersions(tx: Tx, member: CircleMember): Promise<AgreementVersion[]> {
  return (await versionsOf(tx, member)).map((row) => ({
    version: row.version,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at.getTime(),
    inForceAt: row.in_force_at?.getTime(),
    withdrawnAt: row.withdrawn_at?.getTime(),
  }));
}

const versionsOf = prepare('agreement-versions', (db, { organisationId, circleId }: CircleMember) =>
  db
    .selectFrom('agreement_version')
    .select(['version', 'proposed_by', 'proposed_at', 'in_force_at', 'withdrawn_at'])
    .where('organisation_id', '=', organisationId)
    .where('circle_id', '=', circleId)
    .orderBy('version'),
);

/** What the version in force rests on, in one statement; times in milliseconds since 1970. */
export interface VersionInForce {
  version: number;
  members: { person: string; joinedAt: number }[];
  consents: GivenConsent[];
  clauses: Clause[];
}

/** Who asks about a circle and need not have been proven to be in it: the statement looks. */
export type InCircle = Actor & { circleId: string };

/** The newest version that came into force, for a member of now: with members of now, its consents and its clauses for hard moments. */
export async function readVersionInForce(tx: Tx, asking: InCircle): Promise<VersionInForce | undefined> {
  const [found] = await versionInForce(tx, asking);
  return found;
}

const versionInForce = prepare(
  'agreement-in-force',
  (_, { organisationId, personId, circleId }: InCircle) => sql<VersionInForce>`SELECT v.version,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('person', m.person_id,
          'joinedAt', floor(extract(epoch FROM m.joined_at) * 1000)) ORDER BY m.seat), '[]') FROM membership m
        WHERE m.organisation_id = ${organisationId} AND m.circle_id = ${circleId} AND m.left_at IS NULL) AS members,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('person', c.person_id,
          'consentedAt', floor(extract(epoch FROM c.consented_at) * 1000))), '[]') FROM agreement_consent c
        WHERE c.organisation_id = ${organisationId} AND c.circle_id = ${circleId} AND c.version = v.version) AS consents,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', w.clause_id, 'template', w.template, 'title', w.title,
          'body', w.body) ORDER BY w.position), '[]') FROM agreement_clause w
        WHERE w.organisation_id = ${organisationId} AND w.circle_id = ${circleId} AND w.version = v.version
          AND w.template = 'hard-moments') AS clauses
    FROM agreement_version v
    WHERE v.organisation_id = ${organisationId} AND v.circle_id = ${circleId} AND v.in_force_at IS NOT NULL
      AND EXISTS (SELECT 1 FROM membership i WHERE i.organisation_id = ${organisationId} AND i.circle_id = ${circleId}
        AND i.person_id = ${personId} AND i.left_at IS NULL)
    ORDER BY v.version DESC LIMIT 1`,
);

/** The clauses of a version in their order; empty when there is no such version. */
export async function listClauses(tx: Tx, member: CircleMember, version: number): Promise<StoredClause[]> {
  const rows = await tx
    .selectFrom('agreement_clause')
    .select(['clause_id', 'template', 'title', 'body', 'changed_by', 'changed_at'])
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('version', '=', version)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    id: row.clause_id,
    template: row.template !== null && isTemplateKey(row.template) ? row.template : undefined,
    title: row.title,
    body: row.body,
    changedBy: row.changed_by,
    changedAt: row.changed_at.getTime(),
  }));
}

/** Consents to a version, also of people who have left since. */
export async function listConsents(tx: Tx, member: CircleMember, version: number): Promise<GivenConsent[]> {
  const rows = await consentsTo(tx, { ...member, version });
  return rows.map(({ person_id, consented_at, via_person }) => ({
    person: person_id,
    consentedAt: consented_at.getTime(),
    ...(via_person ? { via: via_person } : {}),
  }));
}

const consentsTo = prepare(
  'agreement-consents',
  (db, { organisationId, circleId, version }: CircleMember & { version: number }) =>
    db
      .selectFrom('agreement_consent')
      .select(['person_id', 'consented_at', 'via_person'])
      .where('organisation_id', '=', organisationId)
      .where('circle_id', '=', circleId)
      .where('version', '=', version),
);

/** A new proposal; clauses without an author of their own are the proposer's. */
export async function insertVersion(
  tx: Tx,
  member: CircleMember,
  proposal: { version: number; clauses: readonly (Clause & Partial<StoredClause>)[] },
): Promise<void> {
  const key = {
    organisation_id: member.organisationId,
    circle_id: member.circleId,
    version: proposal.version,
  };
  await tx
    .insertInto('agreement_version')
    .values({ ...key, proposed_by: member.personId })
    .execute();
  await tx
    .insertInto('agreement_clause')
    .values(
      proposal.clauses.map((clause, index) => ({
        ...key,
        clause_id: clause.id,
        position: index + 1,
        template: clause.template ?? null,
        title: clause.title,
        body: clause.body,
        changed_by: clause.changedBy ?? member.personId,
        changed_at: clause.changedAt === undefined ? sql<Date>`now()` : new Date(clause.changedAt),
      })),
    )
    .execute();
}

export async function withdrawVersion(tx: Tx, member: CircleMember, version: number): Promise<void> {
  await tx
    .updateTable('agreement_version')
    .set({ withdrawn_at: sql`now()` })
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('version', '=', version)
    .where('in_force_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute();
}

/** The actor's own consent; whoever came back to the circle renews theirs. `via`: whose device they gave it on. */
export async function upsertConsent(
  tx: Tx,
  member: CircleMember,
  { version, via = null }: { version: number; via?: string | null },
): Promise<void> {
  await tx
    .insertInto('agreement_consent')
    .values({
      organisation_id: member.organisationId,
      circle_id: member.circleId,
      version,
      person_id: member.personId,
      via_person: via,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'circle_id', 'version', 'person_id'])
        .doUpdateSet({ consented_at: sql`now()`, via_person: via }),
    )
    .execute();
}

/** Brings the proposal into force if this was the last consent; the database counts. Which version, if any. */
export async function settle(tx: Tx, member: CircleMember): Promise<number | undefined> {
  const result = await sql<{ version: number | null }>`
    SELECT settle_agreement(${member.circleId}) AS version`.execute(tx);
  return result.rows[0]?.version ?? undefined;
}
