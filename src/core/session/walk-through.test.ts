import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryPlayablePlaybook } from '../playbook/arbitrary-playable-playbook.ts';
import { parsePlaybook } from '../playbook/parse.ts';
import type { Playbook } from '../playbook/playbook.ts';
import type { Act } from './command.ts';
import { foldEvents } from './evolve.ts';
import { timeLeft } from './time-left.ts';
import { circleOf, Session } from './walk-through.ts';

const library = new URL('../../../library/', import.meta.url);
const people = ['mara', 'noor', 'ilya', 'ama', 'tomas'];

const shipped = readdirSync(library)
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) => {
    const parsed = parsePlaybook(readFileSync(new URL(file, library), 'utf8'));
    return parsed.ok ? [{ file, playbook: parsed.playbook }] : [];
  });

describe.each(shipped)('$file', ({ file, playbook }) => {
  const counts = [2, 3, 4, 5].filter((count) => count >= playbook.people.min && count <= playbook.people.max);

  test.each(counts)('%i people play it from the door to the close', (count) => {
    const session = play(file, playbook, people.slice(0, count));
    expect(session.room.status).toBe('closed');
    expect(foldEvents(session.log)).toEqual(session.room);
    for (const person of people.slice(0, count)) {
      expect(session.view(person).strip.every(({ state }) => state === 'done')).toBe(true);
    }
  });
});

test('any playbook that can be played comes to its end, whoever moves on', () => {
  fc.assert(
    fc.property(arbitraryPlayablePlaybook(), fc.integer({ min: 2, max: 5 }), (playbook, count) => {
      expect(play(playbook.title, playbook, people.slice(0, count)).room.status).toBe('closed');
    }),
    { numRuns: 40 },
  );
});

test('the shipped playbooks are there to be played', () => {
  expect(shipped.length).toBeGreaterThan(5);
});

/** Everyone joins; in every step each person does what the view says they may, and then somebody moves on. */
function play(file: string, playbook: Playbook, circle: string[]): Session {
  // The words of the session grow; the playbook's own texts may be as long as its author likes.
  const most = 16_000 + JSON.stringify(playbook).length;
  const session = new Session(circleOf(circle, playbook));
  const [first = ''] = circle;
  expect(session.act(first, { type: 'open' })).not.toHaveProperty('refusal');
  for (const person of circle) session.act(person, { type: 'join' });
  expect(session.act(first, { type: 'start' })).not.toHaveProperty('refusal');
  let guard = 0;
  while (session.room.status === 'running' && guard < 200) {
    guard += 1;
    for (const person of circle) {
      const view = session.view(person);
      expect(view.now?.name, file).toBeTruthy();
      expect(JSON.stringify(view).length, `${file} ${view.now?.name}`).toBeLessThan(most);
      for (const act of plausible(session, person, circle)) {
        const answer = session.act(person, act);
        expect(answer, `${file} ${view.now?.name} ${JSON.stringify(act)}`).not.toHaveProperty('refusal');
      }
    }
    session.after(timeLeft(session.room, session.now));
    const mover = circle[guard % circle.length] ?? first;
    const moved = session.act(mover, { type: 'move-on', from: session.room.at });
    expect(moved).not.toHaveProperty('refusal');
  }
  return session;
}

function plausible(session: Session, person: string, circle: string[]): Act[] {
  const { canWrite, now, tool } = session.view(person);
  const other = circle.find((each) => each !== person) ?? '';
  const id = (kind: string) => `${kind}-${person}-${now?.at}`;
  const acts: Act[] = [];
  if (canWrite.includes('check-in'))
    acts.push({
      type: 'write',
      wordsId: id('check-in'),
      body: { kind: 'check-in', attempted: 'Asked.', harder: '' },
    });
  if (canWrite.includes('observation') && tool?.kind === 'drill')
    acts.push({
      type: 'write',
      wordsId: id('observation'),
      body: {
        kind: 'observation',
        behaviour: now?.behaviours.length ? 0 : undefined,
        quote: 'Tell me more',
        offset: 9,
      },
    });
  if (canWrite.includes('suggestion'))
    acts.push({
      type: 'write',
      wordsId: id('suggestion'),
      body: { kind: 'suggestion', text: 'Wait one breath.' },
    });
  if (canWrite.includes('rating'))
    acts.push({
      type: 'write',
      wordsId: id('rating'),
      subject: other,
      body: { kind: 'rating', value: now?.scale?.high ?? 5 },
    });
  if (canWrite.includes('reflection'))
    acts.push({
      type: 'write',
      wordsId: id('reflection'),
      body: { kind: 'reflection', insight: 'Silence works.', habit: '', obstacle: '' },
    });
  return acts;
}
