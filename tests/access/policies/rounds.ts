import { anybody } from '../matrix/row.ts';
import type { TableRow } from './table-row.ts';

/** Tables of matching rounds. What decides by chance which places are offered is for the worker alone. */
export const rounds: Record<string, TableRow> = {
  matching_key: { change: 'key' },
  matching_round: {
    reads: ['colleague', 'member', 'subject', 'newcomer'],
    change: 'withdrawn_at',
    changes: ['member'],
    adds: [...anybody],
    by: 'opened_by',
    but: { id: 'gen_random_uuid()' },
  },
  // Whoever was invited answers for themselves; the organiser learns of those who want to be in.
  round_answer: {
    reads: ['colleague', 'member', 'subject', 'newcomer'],
    change: 'joining',
    changes: ['colleague', 'subject', 'newcomer'],
    adds: ['colleague', 'member', 'subject'],
    by: 'person_id',
    like: ({ rounds }) => `round_id = '${rounds.open}'`,
  },
  round_circle: { reads: ['subject', 'newcomer'], change: 'described', but: { id: 'gen_random_uuid()' } },
  round_draft: { reads: ['member'], change: 'circles' },
  round_invitee: { reads: ['colleague', 'member', 'subject', 'newcomer'], change: 'person_id' },
  round_look: { reads: ['member'], change: 'places' },
  round_place: { reads: ['subject', 'newcomer'], change: 'person_id' },
  // Who said yes or no is known to nobody else, the organiser included.
  round_reply: { reads: ['subject', 'newcomer'], change: 'accepted' },
  round_solve: { reads: ['member'], change: 'result' },
};
