import type { RoomView } from '#core/session/view.ts';
import type { App } from '#server/app.ts';
import type { Actor } from '#server/database.ts';
import { readRoom } from '../live/read-room.ts';
import type { BareSession } from '../store/bare.ts';
import { listCardsOf, type SessionCard } from '../store/cards-of.ts';
import { playedPlaybook } from '../store/played-playbook.ts';
import { findBareSession } from './find-bare-session.ts';

export type SessionPage =
  | { state: 'planned'; session: PlannedView }
  | { state: 'cancelled' | 'discarded'; circle: { id: string; name: string } }
  /** Opened once: the viewer's own view, of the room while it runs and of what it left them afterwards. */
  | { state: 'held'; view: RoomView; cards: SessionCard[] };

export interface PlannedView {
  id: string;
  circle: { id: string; name: string; closed: boolean };
  startsAt?: Date;
  playbook?: { title: string; slug: string };
}

/** A session's page in whatever state it is. Undefined: not theirs to see. */
export async function readSessionPage(
  app: App,
  actor: Actor,
  sessionId: string,
): Promise<SessionPage | undefined> {
  const read = await readRoom(app, actor, { sessionId });
  if (read) {
    const cards = await app.database.asPerson(actor, (tx) => listCardsOf(tx, read.member));
    return { state: 'held', view: read.view, cards };
  }
  const found = await app.database.asPerson(actor, (tx) => findBareSession(tx, actor, sessionId));
  if (!found) return undefined;
  const { session, member } = found;
  if (session.status !== 'planned') return { state: session.status, circle: session.circle };
  return { state: 'planned', session: plannedView(session, member.closed) };
}

function plannedView({ id, circle, startsAt, playbook }: BareSession, closed: boolean): PlannedView {
  return {
    id,
    circle: { ...circle, closed },
    ...(startsAt ? { startsAt } : {}),
    ...(playbook ? { playbook: { title: playedPlaybook(playbook.text).title, slug: playbook.slug } } : {}),
  };
}
