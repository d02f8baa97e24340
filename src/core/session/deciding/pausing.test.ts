import { describe, expect, test } from 'vitest';
import { each, oneDrill, playbookOf, stepOf } from '../example-playbook.ts';
import { playedUntil, startedBy } from '../running-example.ts';

const circle = ['mara', 'noor', 'ilya'];

describe('a pause', () => {
  test('by anyone stops the clock and the turn, and shows the agreed words', () => {
    const session = startedBy(circle, playbookOf([stepOf('round', each(60))])).after(20_000);
    session.act('noor', { type: 'pause' });
    session.after(600_000);
    const view = session.view('ilya');
    expect(view.clock).toMatchObject({ remaining: 160 });
    expect(view.turn).toMatchObject({ remaining: 40 });
    expect(view.pause).toMatchObject({ by: 'noor', mine: false, agreed: session.context.hardMoments });
    session.act('noor', { type: 'resume' });
    const endsAt = session.view('ilya').turn?.endsAt ?? 0;
    expect(endsAt - session.now).toBe(40_000);
  });

  test('holds everything but words, leaving and help', () => {
    const session = startedBy(circle, oneDrill);
    session.act('noor', { type: 'pause' });
    expect(session.act('mara', { type: 'move-on', from: 0 })).toMatchObject({
      refusal: 'paused',
      by: 'noor',
    });
    expect(session.act('mara', { type: 'extend', seconds: 60 })).toMatchObject({ refusal: 'paused' });
    expect(session.act('mara', { type: 'pause' })).toMatchObject({ refusal: 'paused' });
    expect(session.view('mara').can).not.toContain('go-back');
  });

  test('ends by the pauser’s word alone', () => {
    const session = startedBy(circle, oneDrill);
    session.act('noor', { type: 'pause' });
    expect(session.act('mara', { type: 'resume' })).toEqual({ refusal: 'not-the-pauser', by: 'noor' });
    session.act('noor', { type: 'leave' });
    session.after(3_600_000);
    expect(session.act('mara', { type: 'resume' })).toEqual({ refusal: 'not-the-pauser', by: 'noor' });
  });

  test('the others may close or go on without the step when the pauser is silent for five minutes', () => {
    const session = playedUntil(startedBy(circle, oneDrill), 'drill');
    session.act('noor', { type: 'pause' });
    session.after(299_999);
    expect(session.act('mara', { type: 'close' })).toMatchObject({ refusal: 'paused' });
    expect(session.act('mara', { type: 'go-on-without-step' })).toMatchObject({ refusal: 'paused' });
    session.after(1);
    expect(session.view('mara').can).toEqual(expect.arrayContaining(['close', 'go-on-without-step']));
    session.act('mara', { type: 'go-on-without-step' });
    expect(session.room).toMatchObject({ at: 2, pause: undefined });
  });

  test('an exercise that was left without its pauser is taken up again by nobody else', () => {
    const session = playedUntil(startedBy(circle, oneDrill), 'drill');
    session.act('noor', { type: 'pause' });
    session.after(300_000);
    session.act('mara', { type: 'go-on-without-step' });
    expect(session.view('mara').can).not.toContain('go-back');
    expect(session.act('mara', { type: 'go-back', from: 2 })).toEqual({ refusal: 'left-behind', by: 'noor' });
    expect(session.view('noor').can).toContain('go-back');
    session.act('noor', { type: 'go-back', from: 2 });
    expect(session.room).toMatchObject({ at: 1 });
  });

  test('a step that its own pauser left is open to all again', () => {
    const session = playedUntil(startedBy(circle, oneDrill), 'drill');
    session.act('noor', { type: 'pause' });
    session.act('noor', { type: 'go-on-without-step' });
    expect(session.view('mara').can).toContain('go-back');
  });

  test('and at once when the pauser has left', () => {
    const session = startedBy(circle, oneDrill);
    session.act('noor', { type: 'pause' });
    session.act('noor', { type: 'leave' });
    expect(session.view('mara').pause?.pauserLeft).toBe(true);
    session.act('mara', { type: 'close' });
    expect(session.room.status).toBe('closed');
  });

  test('what was seen in an exercise that was left is for nobody but whom it is about', () => {
    const session = playedUntil(startedBy(circle, oneDrill), 'drill');
    const focus = session.view('mara').now?.focus ?? '';
    const [observer = '', other = ''] = circle.filter((person) => person !== focus);
    const body = { kind: 'observation' as const, quote: 'CANARY', offset: 5 };
    session.act(observer, { type: 'write', wordsId: 'seen', body });
    session.act(focus, { type: 'pause' });
    session.act(focus, { type: 'leave' });
    session.act(observer, { type: 'go-on-without-step' });
    session.act(focus, { type: 'join' });
    expect(JSON.stringify(session.view(focus))).toContain('CANARY');
    expect(JSON.stringify(session.view(other))).not.toContain('CANARY');
  });

  test('through somebody else’s device one may pause but not resume', () => {
    const session = startedBy(circle, oneDrill);
    expect(session.act('noor', { type: 'pause' }, 'mara')).toMatchObject({ refusal: 'not-holding-device' });
    session.act('mara', { type: 'hand-device', to: 'noor' });
    session.act('noor', { type: 'pause' }, 'mara');
    expect(session.log.at(-1)).toMatchObject({ by: 'noor', via: 'mara', fact: { type: 'paused' } });
    expect(session.act('noor', { type: 'resume' }, 'mara')).toEqual({ refusal: 'needs-own-code' });
    expect(session.view('noor', 'mara').can).not.toContain('resume');
  });
});
