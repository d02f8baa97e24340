import type { Identity } from '../world.ts';
import type { TableRow } from './table-row.ts';

const members: Identity[] = ['member', 'subject', 'newcomer'];
const anew = { id: 'gen_random_uuid()' };

/** The circle reads its cards, what was said of them and what was seen; each writes in their own name. */
export const cards: Record<string, TableRow> = {
  // The database lets each add steps to cards of their own, and there is only one card.
  card_step: {
    reads: members,
    change: 'words',
    changes: ['subject'],
    adds: members,
    by: 'owner_id',
    but: anew,
  },
  commitment: {
    reads: members,
    change: 'experiment',
    changes: ['subject'],
    removes: ['subject'],
    adds: members,
    by: 'owner_id',
    but: anew,
  },
  sighting: {
    reads: members,
    change: 'text',
    removes: ['member', 'subject'],
    adds: members,
    by: 'author_id',
    but: anew,
  },
};
