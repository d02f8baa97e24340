import { describe, expect, test } from 'vitest';
import type { Card } from '../command.ts';
import { once, oneDrill, playbookOf, stepOf } from '../example-playbook.ts';
import { expiresAt } from '../expiry.ts';
import { isRefusal } from '../refusal.ts';
import { holder, playedUntil, startedBy } from '../running-example.ts';
import type { WordsBody } from '../words.ts';

const circle = ['mara', 'noor', 'ilya'];
const card: Card = {
  experiment: 'I ask before I explain.',
  behaviour: '',
  context: '',
  criterion: '',
  dueOn: '',
};
const day = 86_400_000;

function closed() {
  const session = playedUntil(startedBy(circle, oneDrill), 'drill');
  const focus = holder(session, 'focus owner');
  const [observer = '', other = ''] = circle.filter((person) => person !== focus);
  const body: WordsBody = { kind: 'observation', behaviour: 0, quote: 'CANARY', offset: 0 };
  session.act(observer, { type: 'write', wordsId: 'seen', body });
  playedUntil(session, 'debrief');
  session.act(observer, { type: 'close' });
  return { session, focus, observer, other };
}

describe('commitment cards', () => {
  const steps = playbookOf([stepOf('commit', once(60)), stepOf('reflect', once(60))]);

  test('are committed by their owner, one open for each', () => {
    const session = startedBy(circle, steps);
    session.act('mara', { type: 'commit', commitmentId: 'c1', card });
    expect(session.effects).toContainEqual({ type: 'create-commitment', id: 'c1', owner: 'mara', card });
    expect(session.act('mara', { type: 'commit', commitmentId: 'c2', card })).toEqual({
      refusal: 'open-card',
      commitmentId: 'c1',
    });
    expect(session.view('noor').tool).toMatchObject({ cards: [{ owner: 'mara' }], committedToday: false });
  });

  test('know when the meeting is, by its owner’s clock, and tell nobody', () => {
    const session = startedBy(circle, steps);
    const moment = { typed: '2027-01-20T09:30', zone: 'Asia/Kolkata' };
    session.act('mara', { type: 'commit', commitmentId: 'c1', card, moment });
    const meetingAt = Date.UTC(2027, 0, 20, 4, 0);
    expect(session.effects).toContainEqual({
      ...{ type: 'create-commitment', id: 'c1', owner: 'mara', card },
      meetingAt,
    });
    expect(JSON.stringify(session.log)).not.toContain(String(meetingAt));
    expect(JSON.stringify(session.view('noor'))).not.toContain(String(meetingAt));
  });

  test.each(['soon', '2020-01-01T09:00', '2099-01-01T09:00'])(
    'with a meeting at “%s” are refused',
    (typed) => {
      const session = startedBy(circle, steps);
      const moment = { typed, zone: 'Europe/Lisbon' };
      expect(session.act('mara', { type: 'commit', commitmentId: 'c1', card, moment })).toEqual({
        refusal: 'bad-moment',
        field: 'moment',
      });
    },
  );

  test('typed by the note-catcher wait for their owner, and vanish when that one commits', () => {
    const session = startedBy(circle, steps);
    const catcher = holder(session, 'note-catcher');
    const [owner = '', third = ''] = circle.filter((person) => person !== catcher);
    const body: WordsBody = { kind: 'card', ...card };
    expect(session.act(owner, { type: 'write', wordsId: 'x', subject: third, body })).toEqual({
      refusal: 'note-catcher-only',
      noteCatcher: catcher,
    });
    session.act(catcher, { type: 'write', wordsId: 'typed', subject: owner, body });
    expect(session.view(owner).tool).toMatchObject({ typedForMe: [{ id: 'typed' }] });
    expect(session.view(third).tool).toMatchObject({ typedForMe: [], typedByMe: [] });
    session.act(owner, { type: 'commit', commitmentId: 'c1', card });
    expect(session.words).toEqual([]);
  });

  test('from last time are carried over instead', () => {
    const open = { id: 'old', owner: 'mara', experiment: 'I wait.', context: '', criterion: '' };
    const session = startedBy(circle, steps, { openCards: [open] });
    expect(session.act('mara', { type: 'commit', commitmentId: 'c1', card })).toMatchObject({
      refusal: 'open-card',
    });
    expect(session.act('noor', { type: 'carry-over' })).toEqual({ refusal: 'no-open-card' });
    session.act('mara', { type: 'carry-over' });
    expect(session.effects).toEqual([{ type: 'carry-over', commitmentId: 'old', owner: 'mara' }]);
  });

  test.each<[Partial<Card>, object]>([
    [{ experiment: '  ' }, { refusal: 'empty', field: 'experiment' }],
    [{ experiment: 'x'.repeat(281) }, { refusal: 'too-long', field: 'experiment', most: 280 }],
    [{ dueOn: '2027-02-30' }, { refusal: 'bad-date', field: 'dueOn' }],
    [{ dueOn: 'soon' }, { refusal: 'bad-date', field: 'dueOn' }],
    [{ dueOn: '2020-01-01' }, { refusal: 'date-past', field: 'dueOn' }],
  ])('%j is refused', (wrong, refusal) => {
    const session = startedBy(circle, steps);
    expect(session.act('mara', { type: 'commit', commitmentId: 'c', card: { ...card, ...wrong } })).toEqual(
      refusal,
    );
  });

  test('passing looks the same as having none', () => {
    const session = startedBy(circle, steps);
    const seen = JSON.stringify(session.view('mara'));
    session.act('noor', { type: 'pass' });
    expect(JSON.stringify(session.view('mara'))).toBe(seen);
  });
});

describe('the end', () => {
  test('notes each one’s turns once, and gives evidence back to whom it is about', () => {
    const { session, focus, observer, other } = closed();
    expect(session.effects.filter(({ type }) => type === 'record-turns')).toHaveLength(1);
    const read = (person: string) => JSON.stringify(session.view(person)).includes('CANARY');
    expect([read(focus), read(observer), read(other)]).toEqual([true, true, false]);
    expect(session.view(focus).after?.received).toMatchObject([
      { id: 'seen', audience: 'subject', behaviour: 'Asks first', can: ['keep', 'remove'] },
    ]);
    session.act(focus, { type: 'keep', wordsId: 'seen', for: 'circle' });
    expect(read(other)).toBe(true);
    session.act(focus, { type: 'keep', wordsId: 'seen', for: 'me' });
    expect(read(other)).toBe(false);
  });

  test('a close in the middle of a drill opens its seal for whom it is about', () => {
    const session = playedUntil(startedBy(circle, oneDrill), 'drill');
    const focus = holder(session, 'focus owner');
    const [observer = '', other = ''] = circle.filter((person) => person !== focus);
    const body: WordsBody = { kind: 'observation', behaviour: 0, quote: 'CANARY', offset: 0 };
    session.act(observer, { type: 'write', wordsId: 'seen', body });
    session.act(other, { type: 'close' });
    expect(JSON.stringify(session.view(focus))).toContain('CANARY');
    expect(JSON.stringify(session.view(other))).not.toContain('CANARY');
  });

  test('only whom it is about decides; author and subject may delete it', () => {
    const { session, focus, observer, other } = closed();
    expect(session.act(observer, { type: 'keep', wordsId: 'seen', for: 'circle' })).toEqual({
      refusal: 'not-about-you',
    });
    expect(session.act(other, { type: 'keep', wordsId: 'seen', for: 'circle' })).toEqual({
      refusal: 'no-such-words',
    });
    expect(session.act(other, { type: 'remove', wordsId: 'seen' })).toEqual({ refusal: 'no-such-words' });
    session.act(focus, { type: 'remove', wordsId: 'seen' });
    expect(session.words).toEqual([]);
  });

  test('nothing more is taken up but what comes after', () => {
    const { session } = closed();
    expect(session.act('mara', { type: 'move-on', from: 2 })).toEqual({ refusal: 'session-over' });
    expect(session.act('mara', { type: 'join' })).toEqual({ refusal: 'session-over' });
    expect(session.view('mara').can).toEqual(['remove', 'keep', 'propose-discard']);
  });

  test('comes by itself an hour after the planned one, if nothing happens', () => {
    const session = startedBy(circle, oneDrill);
    const planned = expiresAt(session.room) ?? 0;
    const total = session.view('mara').strip.reduce((sum, { seconds }) => sum + seconds, 0);
    expect(planned - session.now).toBe(total * 1000 + 3_600_000);
    expect(session.act('', { type: 'expire' })).toEqual({ refusal: 'not-yet', from: planned });
    expect(session.act('mara', { type: 'expire' })).toEqual({ refusal: 'not-a-member' });
    session.now = planned;
    session.act('', { type: 'expire' });
    expect(session.view('mara').session.status).toBe('expired');
  });
});

describe('discarding', () => {
  test('needs everyone who took part, with their own code', () => {
    const { session } = closed();
    expect(session.act('mara', { type: 'propose-discard' }, 'noor')).toEqual({ refusal: 'needs-own-code' });
    session.act('mara', { type: 'propose-discard' });
    session.act('noor', { type: 'agree-discard' });
    expect(session.view('ilya').discard).toMatchObject({ waitingFor: ['ilya'], iAgreed: false });
    expect(session.words).not.toEqual([]);
    session.act('ilya', { type: 'agree-discard' });
    expect(session.room).toEqual({ status: 'discarded' });
    expect(session.effects.at(-1)).toEqual({ type: 'discard' });
    expect(session.act('mara', { type: 'join' })).toEqual({ refusal: 'session-discarded' });
  });

  test('seven days’ silence counts as agreeing, one objection is enough', () => {
    const { session } = closed();
    session.act('mara', { type: 'propose-discard' });
    session.after(7 * day - 1);
    expect(isRefusal(session.act('', { type: 'settle-discard' }))).toBe(true);
    session.act('noor', { type: 'withdraw-discard' });
    session.after(1);
    expect(session.act('', { type: 'settle-discard' })).toEqual({ refusal: 'no-discard' });
    session.act('mara', { type: 'propose-discard' });
    session.after(7 * day);
    session.act('', { type: 'settle-discard' });
    expect(session.room.status).toBe('discarded');
  });

  test('is no matter while the session runs', () => {
    const session = startedBy(circle, oneDrill);
    expect(session.act('mara', { type: 'propose-discard' })).toEqual({ refusal: 'session-not-over' });
  });
});
