import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Playbook, StepKind } from '../playbook/playbook.ts';
import { anyHappenings, anyKinds, canary, type Happening, people } from './arbitrary-session.ts';
import type { Act } from './command.ts';
import { actsOpenTo } from './decide.ts';
import type { Decision } from './effect.ts';
import type { Fact, SessionEvent } from './event.ts';
import { foldEvents } from './evolve.ts';
import { each, once, perFocus, playbookOf, stepOf } from './example-playbook.ts';
import { isRefusal, type Refusal } from './refusal.ts';
import { startedBy } from './running-example.ts';
import { timeLeft } from './time-left.ts';
import type { Session } from './walk-through.ts';

const count = fc.integer({ min: 2, max: 5 });
const kinds = anyKinds.map(playing);
/** Beginning with a drill, so that there is something to seal. */
const drills = anyKinds.map((list) => playing(['drill', ...list]));

function playing(list: StepKind[]): Playbook {
  return playbookOf(
    list.map((kind, index) =>
      stepOf(
        kind,
        kind === 'round' || kind === 'suggest' ? each(60) : index === 1 ? perFocus(60) : once(60),
        {
          challenge: kind === 'free',
        },
      ),
    ),
  );
}

describe('the seal', () => {
  test('before its release nothing sealed changes a single character of what anyone else sees', () => {
    let sealed = 0;
    fc.assert(
      fc.property(count, drills, anyHappenings({ closing: true }), (many, playbook, happenings) => {
        const circle = people.slice(0, many);
        const session = startedBy(circle, playbook);
        for (const happening of happenings) {
          const before = circle.map((person) => JSON.stringify(session.view(person)));
          const log = session.log.length;
          const rows = session.words;
          const { by, answer } = happen(session, happening, circle);
          if (answer && !isRefusal(answer) && onlySealed(answer, rows)) {
            sealed += 1;
            expect(session.log.length).toBe(log);
            circle.forEach((person, index) => {
              if (person !== by) expect(JSON.stringify(session.view(person))).toBe(before[index]);
            });
          }
          for (const person of circle) expectSealed(session, person);
        }
      }),
      { numRuns: 150 },
    );
    expect(sealed, 'the property met sealed words').toBeGreaterThan(100);
  });
});

describe('the clock', () => {
  test('is never negative, stands still in a pause, and grows only by extending, moving, or a latecomer’s turn', () => {
    fc.assert(
      fc.property(count, kinds, anyHappenings({ closing: false }), (many, playbook, happenings) => {
        const circle = people.slice(0, many);
        const session = startedBy(circle, playbook);
        for (const happening of happenings) {
          const { room, now } = session;
          const before =
            room.status === 'running' ? { left: timeLeft(room, now), paused: room.pause } : undefined;
          const logged = session.log.length;
          happen(session, happening, circle);
          if (session.room.status !== 'running' || !before) return;
          const left = timeLeft(session.room, session.now);
          expect(left).toBeGreaterThanOrEqual(0);
          const facts = session.log.slice(logged).map(({ fact }) => fact.type);
          const mayGrow: Fact['type'][] = [
            'extended',
            'went-back',
            'moved-on',
            'went-on-without-step',
            'joined',
          ];
          if (!facts.some((fact) => mayGrow.includes(fact))) {
            expect(left).toBeLessThanOrEqual(before.left);
            if (before.paused || happening.type !== 'time') expect(left).toBe(before.left);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('the log', () => {
  test('folded again gives the same room and the same views', () => {
    fc.assert(
      fc.property(count, kinds, anyHappenings({ closing: true }), (many, playbook, happenings) => {
        const circle = people.slice(0, many);
        const session = startedBy(circle, playbook);
        for (const happening of happenings) happen(session, happening, circle);
        const kept: SessionEvent[] = JSON.parse(JSON.stringify(session.log));
        const views = circle.map((person) => JSON.stringify(session.view(person)));
        session.room = foldEvents(kept);
        expect(circle.map((person) => JSON.stringify(session.view(person)))).toEqual(views);
      }),
      { numRuns: 60 },
    );
  });

  test('in any order, with anything missing, is folded without a complaint', () => {
    fc.assert(
      fc.property(
        count,
        kinds,
        anyHappenings({ closing: true }),
        fc.infiniteStream(fc.nat()),
        (many, playbook, happenings, dice) => {
          const circle = people.slice(0, many);
          const session = startedBy(circle, playbook);
          for (const happening of happenings) happen(session, happening, circle);
          const numbers = [...dice.take(session.log.length)];
          const shuffled = session.log
            .map((event, index) => ({ event, at: numbers[index] ?? 0 }))
            .toSorted((a, b) => a.at - b.at)
            .filter(({ at }) => at % 5 !== 0)
            .map(({ event }) => event);
          const [opened] = session.log;
          session.room = foldEvents(opened ? [opened, ...shuffled] : shuffled);
          for (const person of circle) session.view(person);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('never runs backwards and holds no text of a person', () => {
    fc.assert(
      fc.property(count, kinds, anyHappenings({ closing: true }), (many, playbook, happenings) => {
        const circle = people.slice(0, many);
        const session = startedBy(circle, playbook);
        for (const happening of happenings) happen(session, happening, circle);
        expect(JSON.stringify(session.log)).not.toContain(canary);
        expect(JSON.stringify(session.log)).not.toContain('Wait one breath');
        const times = session.log.map(({ at }) => at);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }),
      { numRuns: 40 },
    );
  });
});

test('what the view does not offer is refused', () => {
  fc.assert(
    fc.property(count, kinds, anyHappenings({ closing: true }), (many, playbook, happenings) => {
      const circle = people.slice(0, many);
      const session = startedBy(circle, playbook);
      for (const happening of happenings) {
        const by = circle[happening.type === 'time' ? 0 : happening.by] ?? '';
        const offered = by ? session.view(by).can : [];
        const direct = happening.type === 'act' && happening.via === undefined;
        const { answer } = happen(session, happening, circle);
        if (direct && answer && !offered.includes(happening.act.type)) expect(isRefusal(answer)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

test('a refused act changes nothing, and an act said by nobody is never offered', () => {
  const session = startedBy(['mara', 'noor'], playbookOf([stepOf('drill', once(60))]));
  const before = structuredClone({ room: session.room, words: session.words, log: session.log });
  session.act('mara', { type: 'ready', from: 0 });
  expect({ room: session.room, words: session.words, log: session.log }).toEqual(before);
  const { room, context, words, now } = session;
  const situation = { room, commandId: 'x', by: '', now: now + 1e9, context, words };
  expect(actsOpenTo(situation)).toEqual([]);
});

/** Lets it happen; `answer` is undefined when there was nobody, or nothing, to do it with. */
function happen(
  session: Session,
  happening: Happening,
  circle: string[],
): { by?: string; answer?: Decision | Refusal } {
  if (happening.type === 'time') {
    session.after(happening.milliseconds);
    return {};
  }
  const by = circle[happening.by];
  if (by === undefined) return {};
  const via = happening.type === 'act' && happening.via !== undefined ? circle[happening.via] : undefined;
  const act = actOf(session, happening, circle);
  return act ? { by, answer: session.act(by, act, via) } : {};
}

function actOf(
  session: Session,
  happening: Exclude<Happening, { type: 'time' }>,
  circle: string[],
): Act | undefined {
  const { room } = session;
  if (happening.type === 'act') {
    const { act } = happening;
    const here = room.status === 'running' ? room.at : 0;
    return 'from' in act && act.from === -1 ? { ...act, from: here } : act;
  }
  if (happening.type === 'write') {
    const subject = circle[happening.about];
    const wordsId = `row-${session.words.length}-${session.log.length}-${session.now}`;
    return { type: 'write', wordsId, body: happening.body, ...(subject ? { subject } : {}) };
  }
  const row = session.words[happening.row];
  if (!row) return undefined;
  const acts: Record<typeof happening.how, Act> = {
    remove: { type: 'remove', wordsId: row.id },
    rewrite: { type: 'rewrite', wordsId: row.id, body: row.body },
    pick: { type: 'pick-suggestion', wordsId: row.id, reworded: 'I breathe first.' },
    give: { type: 'give-feedback', wordsId: row.id, form: 'SBI' },
    keep: { type: 'keep', wordsId: row.id, for: 'circle' },
  };
  return acts[happening.how];
}

/** A decision that touches nothing but words that were, or are from now on, sealed. */
function onlySealed({ words }: Decision, rows: Session['words']): boolean {
  const sealed = (id: string) => rows.find((row) => row.id === id)?.releasedAt === undefined;
  return (
    words.length > 0 &&
    words.every((change) => {
      if (change.type === 'put') return change.words.releasedAt === undefined;
      return (change.type === 'edit' || change.type === 'remove') && sealed(change.id);
    })
  );
}

/** No id and no text of another's sealed row is anywhere in the view. */
function expectSealed(session: Session, viewer: string): void {
  const view = JSON.stringify(session.view(viewer));
  for (const row of session.words) {
    if (row.author !== viewer && row.releasedAt === undefined) expect(view).not.toContain(row.id);
  }
  const readable = session.words.some(
    (row) =>
      JSON.stringify(row.body).includes(canary) && (row.author === viewer || row.releasedAt !== undefined),
  );
  if (!readable) expect(view).not.toContain(canary);
}
