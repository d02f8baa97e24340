import { type ExchangeTerms, usualTerms } from '#core/exchange/terms.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';

/** What a circle agreed, and who said so last; version 0 is what holds until somebody does. */
export interface AgreedTerms extends ExchangeTerms {
  version: number;
  changed?: { by: string; at: Date };
}

/** Newest first, without the usual ones. */
export async function listTerms(tx: Tx, member: CircleMember, most = 20): Promise<AgreedTerms[]> {
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
    changed: { by: row.changed_by, at: row.changed_at },
  }));
}

export async function currentTerms(tx: Tx, member: CircleMember): Promise<AgreedTerms> {
  return (await listTerms(tx, member, 1))[0] ?? { ...usualTerms, version: 0 };
}

/** False: somebody else changed them meanwhile. */
export async function insertTerms(
  tx: Tx,
  member: CircleMember,
  terms: ExchangeTerms & { version: number },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('exchange_terms')
    .values({
      organisation_id: member.organisationId,
      circle_id: member.circleId,
      version: terms.version,
      longest_seconds: terms.longestSeconds,
      answer_days: terms.answerDays,
      keep_days: terms.keepDays,
      changed_by: member.personId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
