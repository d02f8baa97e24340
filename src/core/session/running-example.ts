import type { Playbook, StepKind } from '../playbook/playbook.ts';
import type { PersonId } from './event.ts';
import type { RoomContext } from './room.ts';
import { circleOf, Session } from './walk-through.ts';

/** A session that these people have started. */
export function startedBy(people: PersonId[], playbook: Playbook, more: Partial<RoomContext> = {}): Session {
  const session = new Session(circleOf(people, playbook, more));
  const [first = ''] = people;
  session.act(first, { type: 'open' });
  for (const person of people) session.act(person, { type: 'join' });
  session.act(first, { type: 'start' });
  return session;
}

/** The same, moved on to the first step of a kind, each step played for its whole time. */
export function playedUntil(session: Session, kind: StepKind): Session {
  while (session.room.status === 'running' && session.room.plan[session.room.at]?.kind !== kind) {
    const { room } = session;
    const mover = room.present[0] ?? '';
    session.after((room.plan[room.at]?.seconds ?? 0) * 1000);
    session.act(mover, { type: 'move-on', from: room.at });
  }
  return session;
}

/** Who holds a role in the running session. */
export function holder(session: Session, role: string): PersonId {
  const { room } = session;
  const roles = room.status === 'running' ? room.roles : {};
  return Object.keys(roles).find((person) => roles[person]?.includes(role)) ?? '';
}
