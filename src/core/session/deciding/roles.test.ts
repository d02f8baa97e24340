import { describe, expect, test } from 'vitest';
import type { Fact } from '../event.ts';
import { evolve } from '../evolve.ts';
import { once, oneDrill, playbookOf, stepOf } from '../example-playbook.ts';
import { holder, playedUntil, startedBy } from '../running-example.ts';
import { circleOf, type Session } from '../walk-through.ts';

const circle = ['mara', 'noor', 'ilya', 'ama'];

describe('roles', () => {
  test('are swapped by consent', () => {
    const session = startedBy(circle, oneDrill);
    const focus = holder(session, 'focus owner');
    const asker = circle.find((person) => person !== focus) ?? '';
    const had = session.view(asker).me.roles;
    session.act(asker, { type: 'ask-role-swap', role: 'focus owner', with: focus });
    expect(session.view(focus).roleSwap).toEqual({
      role: 'focus owner',
      from: asker,
      to: focus,
      forMe: true,
    });
    expect(session.act(asker, { type: 'accept-role-swap', role: 'focus owner', with: asker })).toEqual({
      refusal: 'not-asked',
    });
    session.act(focus, { type: 'accept-role-swap', role: 'focus owner', with: asker });
    expect(session.view(asker).me.roles).toEqual(['focus owner']);
    expect(session.view(focus).me.roles).toEqual(had);
  });

  test('of somebody who has left are free to take, those of somebody here are not', () => {
    const session = startedBy(circle, oneDrill);
    const facilitator = holder(session, 'facilitator');
    const other = circle.find((person) => person !== facilitator) ?? '';
    expect(session.act(other, { type: 'take-role', role: 'facilitator' })).toEqual({
      refusal: 'no-free-role',
    });
    session.act(facilitator, { type: 'leave' });
    const focus = holder(session, 'focus owner');
    expect(session.act(other, { type: 'take-role', role: 'focus owner' })).toEqual({
      refusal: 'role-held',
      by: focus,
    });
    expect(session.view(other).freeRoles).toContain('facilitator');
    expect(session.act(other, { type: 'take-role', role: 'juggler' })).toEqual({ refusal: 'unknown-role' });
    session.act(other, { type: 'take-role', role: 'facilitator' });
    expect(session.view(other).me.roles).toContain('facilitator');
  });

  test('that lead do not go to a newcomer while somebody else is here', () => {
    const context = circleOf(circle, oneDrill);
    const members = context.members.map((member) => ({ ...member, newcomer: member.id === 'mara' }));
    const session = startedBy(circle, oneDrill, { members });
    expect(session.view('mara').me.roles).not.toContain('focus owner');
    expect(session.view('mara').me.roles).not.toContain('facilitator');
    const focus = holder(session, 'focus owner');
    expect(session.act('mara', { type: 'ask-role-swap', role: 'focus owner', with: focus })).toEqual({
      refusal: 'newcomer-leads',
    });
  });
});

describe('a challenge', () => {
  const steps = [stepOf('drill', once(60), { challenge: true }), stepOf('reflect', once(60))];

  test('is shown to whom it challenges only after they said yes', () => {
    const session = startedBy(circle, playbookOf(steps));
    const focus = holder(session, 'focus owner');
    const asker = circle.find((person) => person !== focus) ?? '';
    expect(session.view(focus).now).toMatchObject({ myPrompts: [], challenge: { state: 'not-asked' } });
    expect(session.view(asker).now?.myPrompts).not.toEqual([]);
    session.act(asker, { type: 'ask-challenge', of: focus });
    expect(session.view(focus).now).toMatchObject({
      myPrompts: [],
      challenge: { state: 'asked', forMe: true },
    });
    expect(session.act(asker, { type: 'answer-challenge', granted: true })).toEqual({ refusal: 'not-asked' });
    session.act(focus, { type: 'answer-challenge', granted: true });
    expect(session.view(focus).now?.myPrompts).not.toEqual([]);
  });

  test('that was declined stays declined for this step', () => {
    const session = startedBy(circle, playbookOf(steps));
    const focus = holder(session, 'focus owner');
    const asker = circle.find((person) => person !== focus) ?? '';
    session.act(asker, { type: 'ask-challenge', of: focus });
    session.act(focus, { type: 'answer-challenge', granted: false });
    expect(session.act(asker, { type: 'ask-challenge', of: focus })).toEqual({
      refusal: 'challenge-answered',
      answer: 'declined',
    });
    expect(session.view(focus).now?.myPrompts).toEqual([]);
  });

  test('stays declined when somebody else is asked, when the step is entered again, and whoever asks', () => {
    const session = startedBy(circle, playbookOf(steps));
    const focus = holder(session, 'focus owner');
    const [asker = '', other = ''] = circle.filter((person) => person !== focus);
    session.act(asker, { type: 'ask-challenge', of: focus });
    session.act(focus, { type: 'answer-challenge', granted: false });
    for (const of of [other, asker])
      expect(session.act(asker, { type: 'ask-challenge', of })).toEqual({
        refusal: 'not-challenged',
        of: focus,
      });
    expect(session.view(focus).now).toMatchObject({ myPrompts: [], challenge: { state: 'declined' } });
    session.after(60_000);
    session.act(asker, { type: 'move-on', from: 0 });
    session.act(asker, { type: 'go-back', from: 1 });
    expect(session.view(focus).now).toMatchObject({ myPrompts: [], challenge: { state: 'declined' } });
    expect(session.act(other, { type: 'ask-challenge', of: focus })).toMatchObject({ answer: 'declined' });
  });

  test('after a swap is asked for anew: a yes is only for oneself, and is there still on coming back', () => {
    const session = startedBy(circle, playbookOf(steps));
    const focus = holder(session, 'focus owner');
    const [asker = '', other = ''] = circle.filter((person) => person !== focus);
    session.act(asker, { type: 'ask-challenge', of: focus });
    session.act(focus, { type: 'answer-challenge', granted: true });
    swapFocus(session, other, focus);
    expect(session.view(other).now).toMatchObject({
      myPrompts: [],
      challenge: { state: 'not-asked', of: other },
    });
    expect(session.view(other).now?.litPrompts).toEqual([]);
    expect(session.act(asker, { type: 'ask-challenge', of: focus })).toMatchObject({ of: other });
    session.act(asker, { type: 'ask-challenge', of: other });
    expect(session.view(other).now).toMatchObject({
      myPrompts: [],
      challenge: { state: 'asked', forMe: true },
    });
    session.act(other, { type: 'answer-challenge', granted: false });
    expect(session.view(other).now?.myPrompts).toEqual([]);
    swapFocus(session, focus, other);
    expect(session.view(focus).now?.challenge).toMatchObject({ state: 'granted', of: focus });
    expect(session.view(focus).now?.myPrompts).not.toEqual([]);
  });

  test('a log in which somebody else was asked after a no is read with the no', () => {
    const session = startedBy(circle, playbookOf(steps));
    const focus = holder(session, 'focus owner');
    const [asker = '', other = ''] = circle.filter((person) => person !== focus);
    const facts: [string, Fact][] = [
      [asker, { type: 'challenge-asked', of: focus }],
      [focus, { type: 'challenge-declined' }],
      [asker, { type: 'challenge-asked', of: other }],
      [other, { type: 'challenge-granted' }],
      [asker, { type: 'challenge-asked', of: focus }],
    ];
    for (const [by, fact] of facts) session.room = evolve(session.room, { fact, at: session.now, by });
    expect(session.view(focus).now).toMatchObject({
      myPrompts: [],
      challenge: { state: 'declined', of: focus },
    });
  });
});

/** They take the focus from whoever has it, who says yes. */
function swapFocus(session: Session, to: string, from: string): void {
  session.act(to, { type: 'ask-role-swap', role: 'focus owner', with: from });
  session.act(from, { type: 'accept-role-swap', role: 'focus owner', with: to });
}

test('no card of the deck comes twice while others are left', () => {
  const session = playedUntil(startedBy(circle, oneDrill), 'drill');
  const cards = [1, 2, 3, 4].map(() => {
    session.act('noor', { type: 'draw-prompt' });
    return session.view('mara').now?.prompt;
  });
  expect(new Set(cards.slice(0, 2)).size).toBe(2);
  expect(new Set(cards.slice(2, 4)).size).toBe(2);
});

test('a new take begins a new count', () => {
  const session = playedUntil(startedBy(circle, oneDrill), 'drill').after(5000);
  session.act('noor', { type: 'new-take' });
  expect(session.view('mara').now).toMatchObject({ take: 2, takeStartedAt: session.now });
});

test('the next date lies ahead', () => {
  const session = startedBy(circle, oneDrill);
  const set = (startsAt: number, timeZone = 'Europe/Lisbon') =>
    session.act('noor', { type: 'set-next', startsAt, timeZone });
  expect(set(session.now)).toEqual({ refusal: 'date-past', field: 'startsAt' });
  expect(set(Number.NaN)).toEqual({ refusal: 'bad-date', field: 'startsAt' });
  expect(set(session.now + 1, 'the kitchen')).toEqual({ refusal: 'unknown-time-zone' });
  set(session.now + 86_400_000);
  expect(session.view('mara').nextSession).toEqual({
    startsAt: session.now + 86_400_000,
    timeZone: 'Europe/Lisbon',
  });
});
