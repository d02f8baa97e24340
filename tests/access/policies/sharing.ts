import type { Identity, World } from '../world.ts';
import type { FunctionRow } from './functions.ts';
import type { TableRow } from './table-row.ts';

const members: Identity[] = ['member', 'subject', 'newcomer'];
const outsiders: Identity[] = ['stranger', 'colleague', 'manager', 'owner', 'nobody', 'former', 'applicant'];
const select = (text: string) => `SELECT * FROM ${text}`;
const colleagues: Identity[] = ['colleague', 'manager', 'owner', 'former', ...members];
const whoever: Identity[] = ['stranger', 'demonstration', 'applicant', ...colleagues];
const anew = { id: 'gen_random_uuid()' };

/** Tables of the dial: `subject` shares, `member` has read. */
export const sharing: Record<string, TableRow> = {
  journal_entry: {
    reads: members,
    change: 'version',
    changes: ['subject'],
    removes: ['subject'],
    adds: whoever,
    by: 'person_id',
    but: anew,
  },
  // Nobody takes a share away: it ends, and the row says when.
  share: {
    // A published story reaches everybody of the organisation.
    reads: colleagues,
    change: 'until',
    adds: members,
    by: 'owner_id',
    like: ({ shares }: World) => `id = '${shares.toldCircle.share}'`,
    but: anew,
  },
  // Both of them know. Whoever may read it may say that they have.
  share_read: {
    reads: ['member', 'subject'],
    change: 'version',
    adds: ['member', 'newcomer'],
    by: 'reader_id',
    but: { version: '2' },
  },
  story: {
    reads: colleagues,
    change: 'title',
    changes: ['subject'],
    removes: ['subject'],
    adds: whoever,
    by: 'person_id',
    but: anew,
  },
  retention_choice: {
    reads: ['subject'],
    change: 'months',
    changes: ['subject'],
    removes: ['subject'],
    adds: whoever,
    by: 'person_id',
  },
};

export const sharingFunctions: Record<string, FunctionRow> = {
  // A number, and none under five.
  count_practised: {
    call: () => select(`count_practised('2001-01-01', '2101-01-01')`),
    by: [...outsiders, 'member', 'subject'],
  },
  reaches_me: {
    call: ({ people, circle }: World) =>
      select(`reaches_me('circle', '${people.subject.personId}', '${circle}', NULL, now())`),
    by: outsiders,
    gives: 'member',
  },
  // Whoever could read it, and of what has ended no more than that it was theirs to read.
  reached_me: {
    call: ({ shares }: World) => select(`reached_me('${shares.toldCircle.share}')`),
    by: outsiders,
    gives: 'member',
  },
  set_aside: {
    call: ({ shares }: World) => select(`set_aside('${shares.toldCircle.share}')`),
    by: outsiders,
    gives: 'member',
  },
  // One's own alone: of another's it changes nothing.
  note_set_aside: {
    call: ({ shares }: World) => select(`note_set_aside('journal_entry', '${shares.toldWithdrawn.entry}')`),
    by: [...outsiders, 'member'],
  },
  // Of its owner and whom their dial reaches; the newcomer has come before it was turned.
  signals_of: {
    call: ({ people }: World) => select(`signals_of('${people.subject.personId}', '2001-01-01')`),
    by: outsiders,
    gives: 'member',
  },
  shared_with_me: {
    call: ({ people, shares }: World) =>
      select(`shared_with_me('journal_entry', '${shares.toldCircle.entry}', '${people.subject.personId}')`),
    by: outsiders,
    gives: 'member',
  },
};
