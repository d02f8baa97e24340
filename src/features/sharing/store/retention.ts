import type { RetainedKind } from '#core/sharing/retention.ts';
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
  { kind, months }: { kind: RetainedKind; months: number },
): Promise<void> {
  await tx
    .insertInto('retention_choice')
    .values({ organisation_id: actor.organisationId, person_id: actor.personId, kind, months })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'person_id', 'kind']).doUpdateSet({ months }),
    )
    .execute();
}

/** Lets go of what nobody wants kept any longer, of one kind: those who chose `months`, or, with `chosen` false, nobody did. */
export async function deleteOver(
  tx: Tx,
  {
    kind,
    months,
    before,
    chosen,
  }: { kind: 'journal_entry' | 'story'; months: number; before: Date; chosen: boolean },
): Promise<number> {
  const done = await tx
    .deleteFrom(kind)
    .where('changed_at', '<', before)
    .where((where) => {
      const choice = where.exists(
        where
          .selectFrom('retention_choice')
          .select('retention_choice.months')
          .whereRef('retention_choice.organisation_id', '=', `${kind}.organisation_id`)
          .whereRef('retention_choice.person_id', '=', `${kind}.person_id`)
          .where('retention_choice.kind', '=', kind)
          .$if(chosen, (query) => query.where('retention_choice.months', '=', months)),
      );
      return chosen ? choice : where.not(choice);
    })
    .executeTakeFirst();
  return Number(done.numDeletedRows);
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
