import { whoever } from '../matrix/row.ts';
import type { TableRow } from './table-row.ts';

const own = (change: string, more: Partial<TableRow> = {}): TableRow => ({
  reads: ['subject'],
  change,
  changes: ['subject'],
  removes: ['subject'],
  adds: [...whoever],
  by: 'person_id',
  ...more,
});

/** Tables of what somebody goes by when they choose a focus: theirs alone. */
export const focus: Record<string, TableRow> = {
  behaviour_rating: own('applied'),
  focus_period: own('skill'),
  // An answer is in nobody's hands but of whoever holds the link; the asker only takes the question back.
  stakeholder_question: own('withdrawn_at', {
    like: () => 'answer IS NULL',
    but: { id: 'gen_random_uuid()', token_hash: 'sha256(gen_random_uuid()::text::bytea)' },
  }),
  work_metric: own('name', { but: { id: 'gen_random_uuid()' } }),
  // That a value belongs to a figure of the same person is a foreign key, which comes after the policies.
  work_metric_value: own('value', { but: { on_day: "'2026-02-02'" } }),
};
