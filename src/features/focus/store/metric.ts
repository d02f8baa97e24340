import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealWords } from '#server/vault/seal-words.ts';

/** All SQL about figures from somebody's own work. Rows are one's own. */

export interface MetricRow {
  id: string;
  skill: string;
  name: string;
  unit: string;
  better: 'more' | 'less';
  /** Oldest first; days as `2026-11-21`. */
  values: { on: string; value: number }[];
}

export async function listMetrics(tx: Tx, actor: Actor): Promise<MetricRow[]> {
  const sealed = await tx
    .selectFrom('work_metric')
    .select(['id', 'person_id', 'skill', 'name', 'unit', 'better'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .orderBy('created_at')
    .execute();
  const rows = await openWords(tx, 'work_metric', actor.organisationId, sealed);
  const values = await tx
    .selectFrom('work_metric_value')
    .select(['metric_id', 'on_day as on', 'value'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .orderBy('on_day')
    .execute();
  return rows.map(({ person_id: _, ...row }) => ({
    ...row,
    better: row.better as MetricRow['better'],
    values: values.filter(({ metric_id }) => metric_id === row.id).map(({ on, value }) => ({ on, value })),
  }));
}

export async function insertMetric(
  tx: Tx,
  { organisationId, personId }: Actor,
  metric: Omit<MetricRow, 'id' | 'values'>,
): Promise<string> {
  const id = newId();
  const { name, unit, skill, better } = metric;
  const whose = { organisationId, owner: personId, row: id };
  const words = await sealWords(tx, 'work_metric', whose, { name, unit });
  await tx
    .insertInto('work_metric')
    .values({ organisation_id: organisationId, id, person_id: personId, skill, better, ...words })
    .execute();
  return id;
}

/** The value of a day, in place of an earlier one of the same day; false where the figure is not there. */
export async function saveValue(
  tx: Tx,
  { organisationId, personId }: Actor,
  { metric, on, value }: { metric: string; on: string; value: number },
): Promise<boolean> {
  const mine = await tx
    .selectFrom('work_metric')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .where('id', '=', metric)
    .executeTakeFirst();
  if (!mine) return false;
  await tx
    .insertInto('work_metric_value')
    .values({ organisation_id: organisationId, person_id: personId, metric_id: metric, on_day: on, value })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'metric_id', 'on_day']).doUpdateSet({ value }),
    )
    .execute();
  return true;
}

/** Takes the figure away with all its values. */
export async function deleteMetric(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx
    .deleteFrom('work_metric')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('id', '=', id)
    .execute();
}
