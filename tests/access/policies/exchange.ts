import type { Identity } from '../world.ts';
import type { FunctionRow } from './functions.ts';
import type { TableRow } from './table-row.ts';

const members: Identity[] = ['member', 'subject', 'newcomer'];

/** Recordings, what a circle agreed about them and is asked to, and what is left of those that went. */
export const exchange: Record<string, TableRow> = {
  exchange_terms: {
    reads: members,
    change: 'withdrawn_at',
    changes: ['subject'],
    adds: members,
    by: 'proposed_by',
    but: { version: '3' },
  },
  exchange_consent: {
    reads: members,
    change: 'agreed_at',
    changes: ['subject'],
    adds: members,
    by: 'person_id',
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

export const exchangeFunctions: Record<string, FunctionRow> = {
  settle_terms: {
    call: ({ circle }) => `SELECT * FROM settle_terms('${circle}') AS done WHERE done`,
    by: ['stranger', 'colleague', 'manager', 'owner', 'nobody', 'former', 'applicant'],
  },
};
