import { members } from '../matrix/row.ts';
import type { Identity } from '../world.ts';
import type { FunctionRow } from './functions.ts';
import type { TableRow } from './table-row.ts';

const two = ['member', 'subject'] as const;

/**
 * Tables of what a circle raises: the words are its members', a consent is read by whoever gave it alone. And of what its
 * members hold themselves to: the planted pact is of `member` and `subject`, and read by the two.
 */
export const growth: Record<string, TableRow> = {
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
  improvement: {
    reads: [...members],
    change: 'practises',
    changes: ['subject'],
    removes: ['subject'],
    adds: [...members],
    by: 'person_id',
  },
  pact: {
    reads: [...two],
    change: 'ended_at',
    changes: [...two],
    adds: [...members],
    by: 'begun_by',
    but: { id: 'gen_random_uuid()', partner_id: 'NULL' },
  },
  pact_version: {
    reads: [...two],
    change: 'words',
    adds: [...two],
    by: 'written_by',
    but: { id: 'gen_random_uuid()', version: '2' },
  },
  pact_consent: {
    reads: [...two],
    change: 'agreed_at',
    changes: [...two],
    adds: [...two],
    by: 'person_id',
  },
  pact_report: {
    reads: [...two],
    change: 'word',
    changes: ['subject'],
    removes: ['subject'],
    adds: [...two],
    by: 'person_id',
    but: { id: 'gen_random_uuid()', on_day: "'2030-01-07'" },
  },
};

const outsiders: Identity[] = ['stranger', 'colleague', 'manager', 'owner', 'nobody'];

export const growthFunctions: Record<string, FunctionRow> = {
  may_end_pact: {
    call: (_, id) => `SELECT * FROM may_end_pact('${id}') AS may WHERE may`,
    by: [...outsiders, 'former', 'newcomer'],
  },
  pact_mine_since: {
    call: () => 'SELECT * FROM pact_mine_since()',
    by: [...outsiders, 'former', 'newcomer'],
    gives: 'subject',
  },
  set_report_aside: {
    call: ({ report }) => `SELECT * FROM set_report_aside('${report}') AS done WHERE done`,
    // Nor does whoever told it.
    by: [...outsiders, 'former', 'newcomer', 'subject'],
    gives: 'member',
  },
  settle_finding: {
    call: ({ finding }) => `SELECT * FROM settle_finding('${finding}') AS how WHERE how <> 'gone'`,
    by: [...outsiders, 'former'],
    gives: 'member',
  },
  settle_pact: {
    call: (_, id) => `SELECT * FROM settle_pact('${id}') AS how WHERE how <> 'gone'`,
    by: outsiders,
  },
};
