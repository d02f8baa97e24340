import { whoever } from '../matrix/row.ts';
import type { TableRow } from './table-row.ts';

const own = (more: Partial<TableRow> = {}): TableRow => ({
  reads: ['subject'],
  adds: [...whoever],
  by: 'person_id',
  ...more,
});
const anew = { id: 'gen_random_uuid()' };
const hashed = { token_hash: 'sha256(gen_random_uuid()::text::bytea)' };

/** Tables about what somebody is nudged of: theirs alone. */
export const nudges: Record<string, TableRow> = {
  card_moment: own({ change: 'at', changes: ['subject'], removes: ['subject'] }),
  nudge: own({ removes: ['subject'] }),
  nudge_answer: own({ change: 'used_at', but: hashed }),
  nudge_letter: own({ change: 'sent_at', changes: ['subject'], but: anew }),
  // Made by a function alone, which asks whether both are in the circle.
  nudge_proposal: { reads: ['subject'], change: 'path', removes: ['subject'] },
  nudge_setting: own({ change: 'weekly', changes: ['subject'] }),
};
