import { type RawBuilder, sql } from 'kysely';
import { sessionKinds } from '#core/received/received.ts';
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

/** Where things of a kind lie, and whose a row `t` of them is. */
interface Lies {
  table: string;
  /** A column, or what finds it. */
  owner: string | RawBuilder<string>;
  /** Since when their time runs; null: it has not begun. */
  since: string;
  /** Which rows of the table they are, where not all of them are of this kind. */
  only?: RawBuilder<boolean>;
  /** Who is told that such a row is gone, once the transaction is committed. */
  tells?: RawBuilder<unknown>;
}

const places: Record<ChosenKind, readonly Lies[]> = {
  journal_entry: [{ table: 'journal_entry', owner: 'person_id', since: 'changed_at' }],
  story: [{ table: 'story', owner: 'person_id', since: 'changed_at' }],
  card: [{ table: 'commitment', owner: 'owner_id', since: 'closed_at' }],
  pact_report: [{ table: 'pact_report', owner: 'person_id', since: 'on_day' }],
  attempt: [{ table: 'exercise_attempt', owner: 'person_id', since: 'tried_at' }],
  // What its receiver reads and may delete today, in sessions and on their cards, and nothing that is still sealed.
  received: [
    {
      table: 'session_words',
      owner: 'subject_id',
      since: 'created_at',
      only: sql<boolean>`t.kind = ANY (${Object.values(sessionKinds).flat()}::text[]) AND t.author_id <> t.subject_id
        AND t.released_at IS NOT NULL AND t.audience <> 'author'`,
      // Whoever looks at that session, on any node, sees it go.
      tells: sql`pg_notify('rondo_session', 'kept ' || t.organisation_id || ':' || t.session_id)`,
    },
    {
      table: 'sighting',
      owner: sql<string>`(SELECT k.owner_id FROM commitment k
        WHERE k.organisation_id = t.organisation_id AND k.id = t.commitment_id)`,
      since: 'seen_at',
    },
  ],
};

/** Lets go of what its owner no longer wants kept, of one kind: of those who chose `months`, or, without, who chose nothing. */
export async function deleteOver(
  tx: Tx,
  { kind, months, before }: { kind: ChosenKind; months?: number; before: Date },
): Promise<number> {
  let gone = 0;
  for (const { table, owner, since, only = sql`true`, tells = sql`NULL` } of places[kind]) {
    const whose = typeof owner === 'string' ? sql.ref(`t.${owner}`) : owner;
    const choice = sql<boolean>`EXISTS (SELECT 1 FROM retention_choice c WHERE c.organisation_id = t.organisation_id
      AND c.person_id = ${whose} AND c.kind = ${kind}
      ${months === undefined ? sql`` : sql`AND c.months = ${months}`})`;
    const { rows } =
      await sql`DELETE FROM ${sql.table(table)} AS t WHERE ${sql.ref(`t.${since}`)} < ${before} AND ${only}
      AND ${months === undefined ? sql`NOT ${choice}` : choice} RETURNING ${tells} AS told`.execute(tx);
    gone += rows.length;
  }
  return gone;
}

/** Shares that ended before, and who had read what is shared no more since then; what has no share is gone with its item. */
export async function deleteEndedShares(tx: Tx, before: Date): Promise<number> {
  const done = await tx.deleteFrom('share').where('until', '<', before).executeTakeFirst();
  await tx
    .deleteFrom('share_read')
    .where('read_at', '<', before)
    .where('kind', 'not in', ['card', 'observation'])
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
