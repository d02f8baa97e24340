import { sql } from 'kysely';
import type { ChosenKind, RetainedKind } from '#core/sharing/retention.ts';
import type { Actor, Tx } from '#server/database.ts';

/** All SQL about how long things are kept. */

/** What I chose, in months; kinds that are kept as usual are not in it. */
export async function listChoices(tx: Tx, actor: Actor): Promise<Partial<Record<RetainedKind, number>>> {
  const rows = await tx
    .selectFrom('retention_choice')
    .select(['kind', 'months'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .execute();
  return Object.fromEntries(rows.map(({ kind, months }) => [kind, months]));
}

export async function upsertChoice(
  tx: Tx,
  actor: Actor,
  { kind, months }: { kind: ChosenKind; months: number },
): Promise<void> {
  await tx
    .insertInto('retention_choice')
    .values({ organisation_id: actor.organisationId, person_id: actor.personId, kind, months })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'person_id', 'kind']).doUpdateSet({ months }),
    )
    .execute();
}

/** From now on it is kept as usual. */
export async function deleteChoice(tx: Tx, actor: Actor, kind: ChosenKind): Promise<void> {
  await tx
    .deleteFrom('retention_choice')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('kind', '=', kind)
    .execute();
}

/** Where things of a kind lie, whose they are, and since when their time runs; null: it has not begun. */
const places: Record<ChosenKind, { table: string; owner: string; since: string }> = {
  journal_entry: { table: 'journal_entry', owner: 'person_id', since: 'changed_at' },
  story: { table: 'story', owner: 'person_id', since: 'changed_at' },
  card: { table: 'commitment', owner: 'owner_id', since: 'closed_at' },
  pact_report: { table: 'pact_report', owner: 'person_id', since: 'on_day' },
  attempt: { table: 'exercise_attempt', owner: 'person_id', since: 'tried_at' },
};

/** Lets go of what its owner no longer wants kept, of one kind: of those who chose `months`, or, without, who chose nothing. */
export async function deleteOver(
  tx: Tx,
  { kind, months, before }: { kind: ChosenKind; months?: number; before: Date },
): Promise<number> {
  const { table, owner, since } = places[kind];
  const choice = sql<boolean>`EXISTS (SELECT 1 FROM retention_choice c WHERE c.organisation_id = t.organisation_id
    AND c.person_id = ${sql.ref(`t.${owner}`)} AND c.kind = ${kind}
    ${months === undefined ? sql`` : sql`AND c.months = ${months}`})`;
  const done = await sql`DELETE FROM ${sql.table(table)} AS t WHERE ${sql.ref(`t.${since}`)} < ${before}
    AND ${months === undefined ? sql`NOT ${choice}` : choice}`.execute(tx);
  return Number(done.numAffectedRows ?? 0n);
}

/** Shares that ended before, and who had read what is shared no more since then. */
export async function deleteEndedShares(tx: Tx, before: Date): Promise<number> {
  const done = await tx.deleteFrom('share').where('until', '<', before).executeTakeFirst();
  await tx
    .deleteFrom('share_read')
    .where('read_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('share')
            .select('share.id')
            .whereRef('share.organisation_id', '=', 'share_read.organisation_id')
            .whereRef('share.owner_id', '=', 'share_read.owner_id')
            .whereRef('share.kind', '=', 'share_read.kind')
            .whereRef('share.item_id', '=', 'share_read.item_id'),
        ),
      ),
    )
    .execute();
  return Number(done.numDeletedRows);
}
