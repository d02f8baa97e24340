import { sql } from 'kysely';
import { type ExchangeTerms, usualTerms } from '#core/exchange/terms.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';

/** All SQL about what a circle agreed for its exchange; whether all have said yes, the database counts. */

/** Terms that somebody proposed. */
export interface TermsRow extends ExchangeTerms {
  version: number;
  by: string;
  at: Date;
  /** Since when they hold, or held until the next. */
  inForceAt?: Date;
  withdrawn: boolean;
}

/** Newest first, without the usual ones. */
export async function listTerms(tx: Tx, member: CircleMember, most = 50): Promise<TermsRow[]> {
  const rows = await tx
    .selectFrom('exchange_terms')
    .selectAll()
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .orderBy('version', 'desc')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    version: row.version,
    longestSeconds: row.longest_seconds,
    answerDays: row.answer_days,
    keepDays: row.keep_days,
    by: row.proposed_by,
    at: row.proposed_at,
    ...(row.in_force_at && { inForceAt: row.in_force_at }),
    withdrawn: row.withdrawn_at !== null,
  }));
}

/** What holds now. */
export async function termsInForce(tx: Tx, member: CircleMember): Promise<ExchangeTerms> {
  const row = await tx
    .selectFrom('exchange_terms')
    .select(['longest_seconds', 'answer_days', 'keep_days'])
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('in_force_at', 'is not', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return usualTerms;
  return { longestSeconds: row.longest_seconds, answerDays: row.answer_days, keepDays: row.keep_days };
}

export async function insertTerms(
  tx: Tx,
  member: CircleMember,
  terms: ExchangeTerms & { version: number },
): Promise<void> {
  await tx
    .insertInto('exchange_terms')
    .values({
      organisation_id: member.organisationId,
      circle_id: member.circleId,
      version: terms.version,
      longest_seconds: terms.longestSeconds,
      answer_days: terms.answerDays,
      keep_days: terms.keepDays,
      proposed_by: member.personId,
    })
    .execute();
}

/** False where it is not this member's to take back, or is settled already. */
export async function withdrawVersion(tx: Tx, member: CircleMember, version: number): Promise<boolean> {
  const done = await tx
    .updateTable('exchange_terms')
    .set({ withdrawn_at: sql<Date>`now()` })
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('version', '=', version)
    .where('in_force_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Saying yes again renews it: whoever came back to the circle says it anew. */
export async function insertConsent(tx: Tx, member: CircleMember, version: number): Promise<void> {
  await tx
    .insertInto('exchange_consent')
    .values({
      organisation_id: member.organisationId,
      circle_id: member.circleId,
      version,
      person_id: member.personId,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'circle_id', 'version', 'person_id'])
        .doUpdateSet({ agreed_at: sql<Date>`now()` }),
    )
    .execute();
}

/** Members of now whose yes to this version counts. */
export async function listAgreed(tx: Tx, member: CircleMember, version: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('exchange_consent as c')
    .innerJoin('membership as m', (join) =>
      join
        .onRef('m.organisation_id', '=', 'c.organisation_id')
        .onRef('m.circle_id', '=', 'c.circle_id')
        .onRef('m.person_id', '=', 'c.person_id'),
    )
    .select('c.person_id')
    .where('c.organisation_id', '=', member.organisationId)
    .where('c.circle_id', '=', member.circleId)
    .where('c.version', '=', version)
    .where('m.left_at', 'is', null)
    .whereRef('c.agreed_at', '>=', 'm.joined_at')
    .execute();
  return rows.map(({ person_id }) => person_id);
}

/** Brings the newest proposal into force where this was the last yes. */
export async function settleTerms(tx: Tx, member: CircleMember): Promise<void> {
  await sql`SELECT settle_terms(${member.circleId})`.execute(tx);
}
