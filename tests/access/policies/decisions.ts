import { members } from '../matrix/row.ts';
import type { TableRow } from './table-row.ts';

/** Tables of what a circle decides: read by its members, each of whom ends a question; what was agreed is agreed by oneself. */
export const decisions: Record<string, TableRow> = {
  circle_decision: {
    reads: [...members],
    change: 'withdrawn_at',
    changes: [...members],
    adds: [...members],
    by: 'proposed_by',
    but: { id: 'gen_random_uuid()' },
  },
  decision_agreement: {
    reads: [...members],
    change: 'agreed_at',
    changes: ['member'],
    adds: [...members],
    by: 'person_id',
  },
};
