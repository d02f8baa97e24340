import type { Identity } from '../world.ts';
import type { TableRow } from './table-row.ts';

const members: Identity[] = ['member', 'subject', 'newcomer'];

/** Recordings, what a circle agreed about them, and what is left of those that went. */
export const exchange: Record<string, TableRow> = {
  exchange_terms: {
    reads: members,
    change: 'keep_days',
    adds: members,
    by: 'changed_by',
    but: { version: '2' },
  },
  // `newcomer` finds the one for the circle, `subject` that one and their own; the third is its owner's alone.
  recording: {
    reads: members,
    change: 'title',
    changes: ['member'],
    removes: ['member'],
    adds: members,
    by: 'owner_id',
    like: ({ recordings }) => `id = '${recordings.unsent}'`,
    but: { id: 'gen_random_uuid()' },
  },
  left_recording: { change: 'left_at' },
};
