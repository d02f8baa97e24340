import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { playedPlaybook } from '../store/played-playbook.ts';
import { listSessions } from '../store/schedule.ts';

/** A session on the circle's list. */
export interface ListedSession {
  id: string;
  /** The circle's count; null while it is planned. */
  number: number | null;
  state: 'planned' | 'open' | 'held' | 'lapsed' | 'discarded';
  /** When it was held, or is to be. */
  at: Date;
  playbook?: string;
}

const onAPage = 20;

/** One page, newest first: planned ones, and those that were held while the member was in the circle. */
export async function sessionsOf(
  tx: Tx,
  member: CircleMember,
  before?: string,
): Promise<{ sessions: ListedSession[]; older?: string }> {
  const rows = await listSessions(tx, member, { before, limit: onAPage + 1 });
  const page = rows.slice(0, onAPage);
  const older = rows.length > onAPage ? page.at(-1)?.id : undefined;
  const sessions = page.map(
    (row): ListedSession => ({
      id: row.id,
      number: row.number,
      state: stateOf(row.status),
      at: row.started_at ?? row.starts_at ?? row.created_at,
      ...(row.playbook_text === null ? {} : { playbook: playedPlaybook(row.playbook_text).title }),
    }),
  );
  return { sessions, ...(older ? { older } : {}) };
}

function stateOf(status: string): ListedSession['state'] {
  switch (status) {
    case 'planned':
    case 'discarded':
      return status;
    case 'open':
    case 'running':
      return 'open';
    case 'expired':
      return 'lapsed';
    default:
      return 'held';
  }
}
