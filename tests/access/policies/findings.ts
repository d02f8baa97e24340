import { members } from '../matrix/row.ts';
import type { TableRow } from './table-row.ts';

/** Tables of what a circle raises: the words are its members', a consent is read by whoever gave it alone. */
export const findings: Record<string, TableRow> = {
  finding: {
    reads: [...members],
    change: 'withdrawn_at',
    changes: [...members],
    adds: [...members],
    but: { id: 'gen_random_uuid()' },
  },
  finding_version: {
    reads: [...members],
    change: 'title',
    adds: [...members],
    by: 'written_by',
    like: ({ finding }) => `finding_id = '${finding}'`,
    but: { id: 'gen_random_uuid()', version: '2' },
  },
  finding_consent: {
    reads: ['subject'],
    change: 'agrees',
    changes: ['subject'],
    adds: [...members],
    by: 'person_id',
    like: ({ finding }) => `finding_id = '${finding}'`,
  },
  // Written by nobody here: it comes from outside, through its link.
  finding_answer: { reads: ['member', 'subject'], change: 'text', by: 'written_by' },
};
