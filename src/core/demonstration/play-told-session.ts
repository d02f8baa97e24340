import type { Act, Card } from '../session/command.ts';
import type { RoomContext } from '../session/room.ts';
import { timeLeft } from '../session/time-left.ts';
import { Session } from '../session/walk-through.ts';
import type { WordsBody } from '../session/words.ts';
import type { Lines } from './story.ts';

/** What a telling needs to become a session: who says what, when it began, and where ids come from. */
export interface Telling {
  context: RoomContext;
  /** Milliseconds. */
  startedAt: number;
  /** By person id. */
  lines: Record<string, Partial<Lines>>;
  newId: () => string;
}

/**
 * Plays a told session through the session machine, so that its log, words and cards are what a real evening leaves behind.
 * Whatever the playbook does not ask for stays unsaid.
 */
export function playToldSession({ context, startedAt, lines, newId }: Telling): Session {
  const session = new Session(context, startedAt);
  const people = context.members.map(({ id }) => id);
  const [first = ''] = people;
  session.act(first, { type: 'open' });
  for (const person of people) session.after(4_000).act(person, { type: 'join' });
  session.after(20_000).act(first, { type: 'start' });
  for (let steps = 0; session.room.status === 'running' && steps < 100; steps += 1) {
    const left = timeLeft(session.room, session.now);
    const pause = Math.floor((left * 0.7) / (people.length + 1));
    for (const person of people) {
      session.after(pause);
      for (const act of actsOf(session, person, lines[person] ?? {}, newId)) session.act(person, act);
    }
    pickOne(session, people);
    session.after(Math.max(1_000, timeLeft(session.room, session.now)));
    session.act(people[steps % people.length] ?? first, { type: 'move-on', from: session.room.at });
  }
  if (session.room.status !== 'closed')
    throw new Error(`a told session did not close: ${session.room.status}`);
  return session;
}

function actsOf(session: Session, person: string, says: Partial<Lines>, newId: () => string): Act[] {
  const { canWrite, can, now } = session.view(person);
  const bodies: (WordsBody & { subject?: string })[] = [];
  if (canWrite.includes('check-in') && says.attempted)
    bodies.push({ kind: 'check-in', attempted: says.attempted, harder: says.harder ?? '' });
  if (canWrite.includes('strength') && says.strength) bodies.push({ kind: 'strength', text: says.strength });
  if (canWrite.includes('intention') && says.intention)
    bodies.push({ kind: 'intention', text: says.intention });
  if (canWrite.includes('objective') && says.objective) bodies.push({ kind: 'objective', ...says.objective });
  if (canWrite.includes('observation') && now?.kind === 'drill')
    bodies.push(
      ...(says.heard ?? []).map(([seconds, quote], index) => ({
        kind: 'observation' as const,
        behaviour: (index * 2) % Math.max(1, now.behaviours.length),
        quote,
        offset: seconds * 1_000,
      })),
    );
  if (canWrite.includes('suggestion') && says.suggestion)
    bodies.push({ kind: 'suggestion', text: says.suggestion });
  if (canWrite.includes('reflection') && says.insight)
    bodies.push({
      kind: 'reflection',
      insight: says.insight,
      habit: says.habit ?? '',
      obstacle: says.obstacle ?? '',
    });
  const acts: Act[] = bodies.map((body) => ({ type: 'write', wordsId: newId(), body }));
  if (can.includes('commit') && says.card)
    acts.push({ type: 'commit', commitmentId: newId(), card: dated(says.card, session.now) });
  return acts;
}

/** The focus owner says one suggestion back in other words and takes it. */
function pickOne(session: Session, people: string[]): void {
  if (session.room.status !== 'running') return;
  const suggested = session.words.find(
    (row) => row.body.kind === 'suggestion' && !row.body.picked && people.includes(row.subject ?? ''),
  );
  if (!suggested?.subject || suggested.body.kind !== 'suggestion') return;
  if (!session.view(suggested.subject).can.includes('pick-suggestion')) return;
  session.act(suggested.subject, {
    type: 'pick-suggestion',
    wordsId: suggested.id,
    reworded: `So I would do this: ${suggested.body.text.charAt(0).toLowerCase()}${suggested.body.text.slice(1)}`,
  });
}

function dated(card: Omit<Card, 'dueOn'>, now: number): Card {
  return { ...card, dueOn: new Date(now + 14 * 24 * 60 * 60_000).toISOString().slice(0, 10) };
}
