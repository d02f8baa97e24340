import { describe, expect, test } from 'vitest';
import { countTurns } from '../../rota/count-turns.ts';
import { once, oneDrill, perFocus, playbookOf, stepOf } from '../example-playbook.ts';
import { startedBy } from '../running-example.ts';
import { circleOf, Session } from '../walk-through.ts';

const consent = (people: string[], without: string) => {
  const context = circleOf(people, oneDrill);
  return {
    ...context,
    members: context.members.map((member) => ({ ...member, consented: member.id !== without })),
  };
};

describe('the door', () => {
  test('one alone does not start', () => {
    const session = new Session(circleOf(['mara', 'noor'], oneDrill));
    session.act('mara', { type: 'open' });
    session.act('mara', { type: 'join' });
    expect(session.act('mara', { type: 'start' })).toEqual({ refusal: 'too-few', present: 1, needed: 2 });
    expect(session.view('mara').door?.missing).toEqual([{ what: 'people', present: 1, needed: 2 }]);
  });

  test('roles are said once enough people are here to share them', () => {
    const session = new Session(circleOf(['mara', 'noor'], oneDrill));
    session.act('mara', { type: 'open' });
    session.act('mara', { type: 'join' });
    expect(session.view('mara').seats.map(({ roles }) => roles)).toEqual([[], []]);
    session.act('noor', { type: 'join' });
    expect(session.view('mara').seats.every(({ roles }) => roles.length > 0)).toBe(true);
  });

  test('nobody starts before all who are present have consented, and the door names who is missing', () => {
    const session = new Session(consent(['mara', 'noor', 'ilya'], 'noor'));
    session.act('mara', { type: 'open' });
    for (const person of ['mara', 'noor', 'ilya']) session.act(person, { type: 'join' });
    expect(session.act('mara', { type: 'start' })).toEqual({ refusal: 'consent-missing', people: ['noor'] });
    expect(session.view('mara').door?.missing).toEqual([
      { what: 'consent', people: ['noor'], names: ['noor'] },
    ]);
    // Nobody is told their own name as if it were somebody else's.
    expect(session.view('noor').door?.missing).toEqual([{ what: 'my-consent' }]);
    session.act('noor', { type: 'leave' });
    expect(session.act('mara', { type: 'start' })).not.toHaveProperty('refusal');
  });

  test('more people than the playbook holds do not start it', () => {
    const pair = playbookOf(oneDrill.steps, { people: { min: 2, max: 2 } });
    const session = new Session(circleOf(['mara', 'noor', 'ilya'], pair));
    session.act('mara', { type: 'open' });
    for (const person of ['mara', 'noor', 'ilya']) session.act(person, { type: 'join' });
    expect(session.act('mara', { type: 'start' })).toEqual({ refusal: 'too-many', present: 3, most: 2 });
  });

  test('a latecomer without consent waits outside; with it they sit down last and get a turn', () => {
    const rounds = playbookOf([stepOf('round', { per: 'turn', seconds: 60 }), stepOf('reflect', once(60))]);
    const context = circleOf(['mara', 'noor', 'ilya'], rounds);
    const session = startedBy(['mara', 'noor'], rounds, {
      members: context.members.map((member) => ({ ...member, consented: member.id !== 'ilya' })),
    });
    expect(session.act('ilya', { type: 'join' })).toEqual({ refusal: 'consent-missing', people: ['ilya'] });
    session.context = context;
    session.act('ilya', { type: 'join' });
    const view = session.view('ilya');
    expect(view.seats.map(({ id }) => id)).toEqual(['mara', 'noor', 'ilya']);
    expect(view.turn?.ahead).toEqual(['noor', 'ilya']);
    expect(view.clock?.total).toBe(180);
    expect(view.me.roles).toEqual(['observer']);
  });

  test('a stranger is nobody here', () => {
    const session = startedBy(['mara', 'noor'], oneDrill);
    expect(session.act('eve', { type: 'join' })).toEqual({ refusal: 'not-a-member' });
    expect(session.act('eve', { type: 'pause' })).toEqual({ refusal: 'not-a-member' });
  });

  test('in a block the playbook’s own role sits next round the ring from the one in focus', () => {
    const block = playbookOf([stepOf('drill', perFocus(60))], {
      roles: ['facilitator', 'focus owner', 'colleague', 'note-catcher', 'observer'],
    });
    for (const count of [2, 3, 4, 5]) {
      const seats = ['mara', 'noor', 'ilya', 'ama', 'tomas'].slice(0, count);
      const session = startedBy(seats, block);
      for (let at = 0; at < count; at += 1) {
        const view = session.view('mara');
        const focus = seats.indexOf(view.now?.focus ?? '');
        const colleague = view.seats.find(({ roles }) => roles.includes('colleague'));
        expect(colleague?.id).toBe(seats[(focus + 1) % count]);
        expect(view.seats[focus]?.roles).toEqual(['focus owner']);
        expect(view.seats.every(({ roles }) => roles.length > 0)).toBe(true);
        session.after(60_000);
        session.act('noor', { type: 'move-on', from: at });
      }
    }
  });

  test('a block is played once for each person, beginning with the focus owner, who swaps roles with each', () => {
    const block = playbookOf([stepOf('drill', perFocus(60)), stepOf('debrief', perFocus(30))]);
    const session = startedBy(['mara', 'noor', 'ilya'], block, {
      rotaTotals: countTurns([{ session: 1, person: 'mara', role: 'focus owner' }]),
    });
    const usual = session.view('mara').now?.focus ?? '';
    const { plan } = session.room as { plan: { focus?: string; kind: string }[] } & typeof session.room;
    expect(plan.map(({ kind }) => kind)).toEqual([
      'drill',
      'debrief',
      'drill',
      'debrief',
      'drill',
      'debrief',
    ]);
    expect(plan[0]?.focus).toBe(usual);
    expect(new Set(plan.map(({ focus }) => focus)).size).toBe(3);
    const before = session.view(usual).me.roles;
    for (let at = 0; at < 2; at += 1) {
      session.after(60_000);
      session.act('noor', { type: 'move-on', from: at });
    }
    const next = plan[2]?.focus ?? '';
    expect(session.view(next).me.roles).toEqual(before);
    expect(session.view(usual).me.roles).not.toContain('focus owner');
  });
});

describe('where one manages another', () => {
  const people = ['mara', 'noor', 'ilya', 'ama', 'tomas'];
  const here = (openPairs: [string, string][], oneDevice = false) => {
    const session = new Session(circleOf(people, oneDrill, { openPairs, oneDevice }));
    session.act('mara', { type: 'open' });
    for (const person of people.slice(0, 4)) session.act(person, { type: 'join' });
    return session;
  };

  test('nobody starts before both have said yes; each of the two is told of the other, and nobody else of either', () => {
    const session = here([['mara', 'noor']]);
    const named = (other: string) => ({ refusal: 'opt-in-missing', other });
    expect(session.act('mara', { type: 'start' })).toEqual(named('noor'));
    expect(session.act('noor', { type: 'start' })).toEqual(named('mara'));
    expect(session.act('ilya', { type: 'start' })).toEqual({ refusal: 'opt-in-missing' });
    expect(session.view('mara').door?.missing).toEqual([{ what: 'opt-in', other: 'noor', name: 'noor' }]);
    expect(session.view('ilya').door?.missing).toEqual([{ what: 'opt-in' }]);
    session.act('noor', { type: 'leave' });
    expect(session.view('mara').door?.missing).toEqual([]);
    expect(session.act('mara', { type: 'start' })).not.toHaveProperty('refusal');
  });

  test('several pairs are one line to those who are in none of them', () => {
    const session = here([
      ['mara', 'noor'],
      ['mara', 'ilya'],
      ['ama', 'tomas'],
    ]);
    expect(session.view('ama').door?.missing).toEqual([{ what: 'opt-in' }]);
    expect(session.view('noor').door?.missing).toEqual([
      { what: 'opt-in', other: 'mara', name: 'mara' },
      { what: 'opt-in' },
    ]);
    expect(session.view('mara').door?.missing).toHaveLength(2);
  });

  test('on another’s device it is said to nobody who the two are', () => {
    const session = here([['mara', 'noor']], true);
    session.act('ilya', { type: 'hand-device', to: 'mara' });
    expect(session.act('mara', { type: 'start' }, 'ilya')).toEqual({ refusal: 'opt-in-missing' });
    expect(session.view('mara', 'ilya').door?.missing).toEqual([{ what: 'opt-in' }]);
  });

  test('a guest is told nothing of it', () => {
    const session = here([['mara', 'noor']]);
    const { members } = session.context;
    session.context = {
      ...session.context,
      members: members.map((one) => (one.id === 'ama' ? { ...one, guest: true } : one)),
    };
    expect(session.view('ama').door?.missing).toEqual([]);
  });

  test('who comes late waits outside while the other of the two is in, and whoever sits there already stays', () => {
    const session = here([]);
    session.act('mara', { type: 'start' });
    session.context = {
      ...session.context,
      openPairs: [
        ['noor', 'tomas'],
        ['mara', 'noor'],
      ],
    };
    expect(session.act('tomas', { type: 'join' })).toEqual({ refusal: 'opt-in-missing', other: 'noor' });
    expect(session.view('tomas').door?.missing).toEqual([{ what: 'opt-in', other: 'noor', name: 'noor' }]);
    expect(session.view('ilya').door).toBeUndefined();
    expect(session.act('mara', { type: 'join' })).not.toHaveProperty('refusal');
    session.act('noor', { type: 'leave' });
    expect(session.act('tomas', { type: 'join' })).not.toHaveProperty('refusal');
  });
});
