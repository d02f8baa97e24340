import type { Playbook } from '#core/playbook/playbook.ts';
import type { RoomContext } from '#core/session/room.ts';
import type { RoomView } from '#core/session/view.ts';
import { circleOf, Session } from '#core/session/walk-through.ts';

/** Who sits in for the others when one walks through a playbook alone. Nobody real. */
const standIns = ['Ilya', 'Noor', 'Ama', 'Tomas', 'Mara'];

export const me = 'me';

/** A session in the memory of the page, with everybody in the room and the first step begun. Nothing is ever sent. */
export function startAlone(input: {
  playbook: Playbook;
  slug: string;
  people: number;
  myName: string;
  circleName: string;
  /** Milliseconds. */
  now: number;
}): Session {
  const { playbook, people, myName } = input;
  const others = standIns.filter((name) => name !== myName).slice(0, people - 1);
  const ids = [me, ...others];
  const context: RoomContext = circleOf(ids, playbook, {
    circle: { id: 'alone', name: input.circleName },
    playbookSlug: input.slug,
    hardMoments: [],
  });
  const members = context.members.map((member) => (member.id === me ? { ...member, name: myName } : member));
  const session = new Session({ ...context, members }, input.now);
  session.act(me, { type: 'open' });
  for (const id of ids) session.act(id, { type: 'join' });
  session.act(me, { type: 'start' });
  return session;
}

/**
 * Goes on to what comes next: the next turn of a step that is taken in turns, else the next step. Observers who would
 * be asked first say that they are ready; where even that does not move it, the step's time is let run out.
 */
export function goOn(session: Session): void {
  const { turn, now } = session.view(me);
  if (turn && turn.ahead.length > 0) {
    session.act(me, { type: 'end-turn', of: turn.person });
    return;
  }
  if (!now) return;
  const from = now.at;
  session.act(me, { type: 'move-on', from });
  for (const { id } of session.view(me).seats)
    if (isAt(session, from)) session.act(id, { type: 'ready', from });
  if (!isAt(session, from)) return;
  const { clock } = session.view(me);
  if (clock?.endsAt) session.now = Math.max(session.now, clock.endsAt);
  session.act(me, { type: 'move-on', from });
}

/** Whether the session is still in the planned step that was seen. */
function isAt(session: Session, from: number): boolean {
  const view: RoomView = session.view(me);
  return view.session.status === 'running' && view.now?.at === from;
}

export function goBack(session: Session): void {
  const { now, can } = session.view(me);
  if (now && can.includes('go-back')) session.act(me, { type: 'go-back', from: now.at });
}
