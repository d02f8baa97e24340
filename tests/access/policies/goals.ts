import type { Identity } from '../world.ts';
import type { TableRow } from './table-row.ts';

const members: Identity[] = ['member', 'subject', 'newcomer'];
const whoever: Identity[] = [
  'stranger',
  'demonstration',
  'colleague',
  'manager',
  'owner',
  ...members,
  'former',
  'applicant',
];

/** Tables of goals: the one that is planted is of `subject`, who shares it with the circle. */
export const goals: Record<string, TableRow> = {
  goal: {
    reads: members,
    change: 'text',
    changes: ['subject'],
    removes: ['subject'],
    adds: whoever,
    by: 'person_id',
    but: { id: 'gen_random_uuid()' },
  },
  goal_card: { reads: members, change: 'goal_id', removes: ['subject'], adds: ['subject'] },
  goal_share: { reads: members, change: 'shared_at', removes: ['subject'], adds: ['subject'] },
  milestone: {
    reads: members,
    change: 'text',
    changes: ['subject'],
    removes: ['subject'],
    adds: ['subject'],
    by: 'person_id',
    but: { id: 'gen_random_uuid()', position: '2' },
  },
};
