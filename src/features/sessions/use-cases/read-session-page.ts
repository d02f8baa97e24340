import type { RoomView } from '#core/session/view.ts';
import { type Member, membersOf } from '#features/circles/use-cases/list-members.ts';
import { localTime } from '#features/playbooks/use-cases/read-moment.ts';
import { saidOpened } from '#features/sharing/use-cases/who-has-opened.ts';
import { allAnswered } from '#server/all-answered.ts';
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
  | {
      state: 'held';
      view: RoomView;
      cards: SessionCard[];
      /** Since when those whom it is about have opened what the viewer said, by the words. */
      opened: Record<string, Date>;
    };

export interface PlannedView {
  id: string;
  circle: { id: string; name: string; closed: boolean };
  startsAt?: Date;
  /** Half a day ago and nobody opened it. */
  missed: boolean;
  /** Zones that a new time may be said in: the one it was said in, the reader's own, the other members'. */
  zones: string[];
  /** What each member's own clock will say; empty where all clocks say the same. */
  locals: { name: string; time: string }[];
  playbook?: { title: string; slug: string };
}

/** A session's page in whatever state it is. Undefined: not theirs to see. */
export async function readSessionPage(
  app: App,
  actor: Actor,
  sessionId: string,
): Promise<SessionPage | undefined> {
  const read = await readRoom(app, actor, {
    sessionId,
    drafts: false,
    beside: (tx, member) => allAnswered([listCardsOf(tx, member), saidOpened(tx, member)]),
  });
  if (read) {
    const [cards, opened] = read.beside;
    return { state: 'held', view: read.view, cards, opened };
  }
  const found = await app.database.asPerson(actor, async (tx) => {
    const bare = await findBareSession(tx, actor, sessionId);
    return bare && { ...bare, members: await membersOf(tx, bare.member) };
  });
  if (!found) return undefined;
  const { session, member, members } = found;
  if (session.status !== 'planned') return { state: session.status, circle: session.circle };
  const now = app.clock.now();
  return { state: 'planned', session: plannedView(session, { closed: member.closed, members, now }) };
}

const halfADay = 12 * 60 * 60_000;

function plannedView(
  { id, circle, startsAt, timeZone, playbook }: BareSession,
  { closed, members, now }: { closed: boolean; members: readonly Member[]; now: Date },
): PlannedView {
  const zones = members.map((each) => each.timeZone);
  const locals = members.map((each) => ({
    name: each.name,
    time: startsAt ? localTime(startsAt, each.timeZone) : '',
  }));
  return {
    id,
    circle: { ...circle, closed },
    missed: startsAt !== undefined && startsAt.getTime() < now.getTime() - halfADay,
    zones: [...new Set(timeZone ? [timeZone, ...zones] : zones)],
    locals: new Set(locals.map(({ time }) => time)).size > 1 ? locals : [],
    ...(startsAt ? { startsAt } : {}),
    ...(playbook ? { playbook: { title: playedPlaybook(playbook.text).title, slug: playbook.slug } } : {}),
  };
}
