import type { Actor, Tx } from '#server/database.ts';
import { deleteMetric, insertMetric, type MetricRow, saveValue } from '../store/metric.ts';

/** Figures from somebody's own work: entered by them, read by them. */

export async function addMetric(
  tx: Tx,
  actor: Actor,
  metric: Omit<MetricRow, 'id' | 'values'>,
): Promise<void> {
  await insertMetric(tx, actor, metric);
}

export async function noteValue(
  tx: Tx,
  actor: Actor,
  noted: { metric: string; on: string; value: number },
): Promise<{ ok: true } | { ok: false; reason: 'metric-gone' }> {
  return (await saveValue(tx, actor, noted)) ? { ok: true } : { ok: false, reason: 'metric-gone' };
}

export async function removeMetric(tx: Tx, actor: Actor, id: string): Promise<void> {
  await deleteMetric(tx, actor, id);
}
