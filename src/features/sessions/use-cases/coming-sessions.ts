import { totalSeconds } from '#core/playbook/duration.ts';
import type { Actor, Tx } from '#server/database.ts';
import { playedPlaybook } from '../store/played-playbook.ts';
import { type ComingRow, listComing } from '../store/schedule.ts';

/** The session of a circle that is next: held now, or planned; else the one that was planned and missed. */
export interface ComingSession {
  id: string;
  circleId: string;
  /** Its room is open; it may be running. */
  live: boolean;
  /** Its time is half a day past, nobody opened it, and nothing else is planned. */
  missed: boolean;
  /** Null: it was begun without being planned. */
  startsAt: Date | null;
  /** A date may be agreed before anything is chosen for it. */
  playbook?: { title: string; seconds: number; roles: readonly string[] };
}

/** `people`: members, on which a session's length depends. */
type SizedCircle = { id: string; people: number };

/**
 * Of each of these circles, or of all that the actor is in, the session that is held now, else the one planned next, else the
 * one missed. Their sizes may come later, so that nothing waits for them.
 */
export async function comingSessions(
  tx: Tx,
  actor: Actor,
  circles: readonly string[] | 'mine',
): Promise<(circles: readonly SizedCircle[]) => Map<string, ComingSession>> {
  const rows = await listComing(tx, actor, circles);
  return (sized) => nextOf(rows, sized);
}

function nextOf(rows: readonly ComingRow[], circles: readonly SizedCircle[]): Map<string, ComingSession> {
  const coming = new Map<string, ComingSession>();
  for (const { id, people } of circles) {
    const ofCircle = rows.filter((row) => row.circle_id === id);
    const next = ofCircle.find((row) => row.status !== 'planned') ?? ofCircle[0];
    if (next) coming.set(id, toComing(next, people));
  }
  return coming;
}

function toComing(row: ComingRow, people: number): ComingSession {
  const playbook = row.playbook_text === null ? undefined : playedPlaybook(row.playbook_text);
  return {
    id: row.id,
    circleId: row.circle_id,
    live: row.status !== 'planned',
    missed: row.missed,
    startsAt: row.starts_at,
    ...(playbook && {
      playbook: { title: playbook.title, seconds: totalSeconds(playbook, people), roles: playbook.roles },
    }),
  };
}
