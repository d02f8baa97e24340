import { whoever } from '../matrix/row.ts';
import type { TableRow } from './table-row.ts';

/** Tables of what a person tells of themselves, and what they keep to themselves: read and changed by that person alone. */
export const profiles: Record<string, TableRow> = {
  person_profile: {
    reads: ['subject'],
    change: 'department',
    changes: ['subject'],
    removes: ['subject'],
    adds: [...whoever],
    by: 'person_id',
  },
  person_skill: {
    reads: ['subject'],
    change: 'applied',
    changes: ['subject'],
    removes: ['subject'],
    adds: [...whoever],
    by: 'person_id',
  },
  private_preference: {
    reads: ['subject'],
    change: 'camera_off',
    changes: ['subject'],
    removes: ['subject'],
    adds: [...whoever],
    by: 'person_id',
  },
  private_wish: {
    reads: ['subject'],
    change: 'kind',
    removes: ['subject'],
    adds: [...whoever],
    by: 'person_id',
  },
};
