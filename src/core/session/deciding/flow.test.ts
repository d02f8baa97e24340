import { describe, expect, test } from 'vitest';
import { each, once, oneDrill, playbookOf, stepOf } from '../example-playbook.ts';
import { holder, playedUntil, startedBy } from '../running-example.ts';
import { timeLeft } from '../time-left.ts';
import type { Session } from '../walk-through.ts';

const circle = ['mara', 'noor', 'ilya', 'ama', 'tomas'];

function left(session: Session): number {
  if (session.room.status !== 'running') throw new Error('not running');
  return timeLeft(session.room, session.now);
}

describe('moving on', () => {
  test('anyone may, and a second click on the same step skips nothing', () => {
    const session = startedBy(circle, oneDrill);
    session.act('tomas', { type: 'move-on', from: 0 });
    expect(session.act('noor', { type: 'move-on', from: 0 })).toEqual({ refusal: 'step-changed', at: 1 });
    expect(session.room).toMatchObject({ at: 1 });
  });

  test('out of the last step it closes', () => {
    const session = startedBy(['mara', 'noor'], playbookOf([stepOf('reflect', once(60))]));
    session.act('noor', { type: 'move-on', from: 0 });
    expect(session.room.status).toBe('closed');
  });

  test('a drill that is cut short waits until every observer is ready, and tells nobody for whom', () => {
    const session = playedUntil(startedBy(circle, oneDrill), 'drill');
    const observers = circle.filter((person) => session.view(person).me.roles.includes('observer'));
    const focus = holder(session, 'focus owner');
    expect(observers.length).toBeGreaterThan(1);
    session.act(focus, { type: 'move-on', from: 1 });
    expect(session.room).toMatchObject({ at: 1 });
    expect(session.view(focus).asking).toMatchObject({ by: focus, waitingForMe: false });
    const [first = '', ...others] = observers;
    const seenBefore = JSON.stringify(session.view(focus));
    session.act(first, { type: 'ready', from: 1 });
    expect(JSON.stringify(session.view(focus))).toBe(seenBefore);
    expect(session.view(others[0] ?? '').asking?.waitingForMe).toBe(true);
    for (const person of others) session.act(person, { type: 'ready', from: 1 });
    expect(session.room).toMatchObject({ at: 2 });
  });

  test('twenty seconds later a second move-on happens anyway', () => {
    const session = playedUntil(startedBy(circle, oneDrill), 'drill');
    const focus = holder(session, 'focus owner');
    session.act(focus, { type: 'move-on', from: 1 });
    session.after(19_999);
    expect(session.act(focus, { type: 'move-on', from: 1 })).toMatchObject({ refusal: 'asked-already' });
    session.after(1);
    session.act(focus, { type: 'move-on', from: 1 });
    expect(session.room).toMatchObject({ at: 2 });
  });

  test('when the only observer who was waited for leaves, the drill ends', () => {
    const session = playedUntil(startedBy(['mara', 'noor', 'ilya', 'ama'], oneDrill), 'drill');
    const focus = holder(session, 'focus owner');
    const observers = session.view(focus).seats.filter(({ roles }) => roles.includes('observer'));
    session.act(focus, { type: 'move-on', from: 1 });
    for (const { id } of observers) session.act(id, { type: 'leave' });
    expect(session.room).toMatchObject({ at: 2 });
    expect(session.log.map(({ fact }) => fact.type)).toContain('released');
  });

  test('when its time is up a drill ends at once', () => {
    const session = playedUntil(startedBy(circle, oneDrill), 'drill').after(300_000);
    session.act('mara', { type: 'move-on', from: 1 });
    expect(session.room).toMatchObject({ at: 2 });
  });
});

describe('the clock', () => {
  test('an extension after the time was up is worth its seconds', () => {
    const session = startedBy(circle, oneDrill).after(100_000);
    expect(left(session)).toBe(0);
    session.act('ama', { type: 'extend', seconds: 30 });
    expect(left(session)).toBe(30_000);
  });

  test('an extension has bounds', () => {
    const session = startedBy(circle, oneDrill);
    for (const seconds of [0, -60, 9, 901, 30.5, Number.NaN]) {
      expect(session.act('ama', { type: 'extend', seconds })).toMatchObject({ refusal: 'out-of-range' });
    }
  });

  test('going back gives the step its full time', () => {
    const session = startedBy(circle, oneDrill).after(60_000);
    session.act('mara', { type: 'move-on', from: 0 });
    session.act('mara', { type: 'go-back', from: 1 });
    expect(left(session)).toBe(60_000);
    expect(session.act('mara', { type: 'go-back', from: 0 })).toEqual({ refusal: 'first-step' });
  });
});

describe('turns', () => {
  const rounds = playbookOf([stepOf('round', each(60)), stepOf('reflect', once(60))]);

  test('go round once, by anyone’s word, and share the time that was spoken', () => {
    const session = startedBy(['mara', 'noor', 'ilya'], rounds).after(30_000);
    session.act('ilya', { type: 'end-turn', of: 'mara' });
    expect(session.act('ilya', { type: 'end-turn', of: 'mara' })).toEqual({ refusal: 'turn-passed' });
    session.after(10_000);
    session.act('noor', { type: 'end-turn', of: 'noor' });
    expect(session.view('mara').turn).toMatchObject({ person: 'ilya', ahead: [] });
    expect(session.view('mara').airtime).toEqual([
      { person: 'mara', seconds: 30, share: 0.75 },
      { person: 'noor', seconds: 10, share: 0.25 },
    ]);
  });

  test('pass over who has left', () => {
    const session = startedBy(['mara', 'noor', 'ilya'], rounds);
    session.act('noor', { type: 'leave' });
    session.act('mara', { type: 'end-turn', of: 'mara' });
    expect(session.view('mara').turn?.person).toBe('ilya');
    session.act('ilya', { type: 'leave' });
    expect(session.view('mara').turn).toBeUndefined();
  });

  test('passing hands the turn on and is marked for nobody but oneself', () => {
    const session = startedBy(['mara', 'noor', 'ilya'], rounds);
    session.act('mara', { type: 'pass' });
    expect(session.view('mara').passed).toBe(true);
    expect(session.view('noor').passed).toBe(false);
    expect(session.view('noor').turn?.person).toBe('noor');
    const seen = JSON.stringify(session.view('mara'));
    session.act('ilya', { type: 'pass' });
    expect(JSON.stringify(session.view('mara'))).toBe(seen);
  });
});
