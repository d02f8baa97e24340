import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coreRoles, type Role } from '../playbook/playbook.ts';
import { assignRoles, leadingRoles } from './assign-roles.ts';
import { countTurns } from './count-turns.ts';
import { mergeRoles } from './merge-table.ts';
import type { RotaTurn } from './rota.ts';

const five = ['mara', 'noor', 'ilya', 'ama', 'tomas'];
const drill: Role[] = ['facilitator', 'focus owner', 'colleague', 'note-catcher', 'observer'];

describe('roles merge when people are few', () => {
  test.each<[number, Role[][]]>([
    [5, [['facilitator'], ['focus owner'], ['colleague'], ['note-catcher'], ['observer']]],
    [4, [['facilitator', 'note-catcher'], ['focus owner'], ['colleague'], ['observer']]],
    [3, [['focus owner'], ['colleague'], ['observer', 'facilitator', 'note-catcher']]],
    [2, [['focus owner'], ['colleague', 'facilitator', 'note-catcher']]],
  ])('%i people in a live drill', (people, bundles) => {
    expect(mergeRoles(drill, people)).toEqual(bundles);
  });

  test('people beyond the roles observe', () => {
    expect(mergeRoles(['facilitator', 'note-catcher'], 4)).toEqual([
      ['facilitator'],
      ['note-catcher'],
      ['observer'],
      ['observer'],
    ]);
  });

  const anyRoles = fc.uniqueArray(fc.constantFrom(...coreRoles, 'colleague', 'listener', 'speaker'), {
    minLength: 1,
  });

  test('every wanted role is held, except the observer with two, and everybody has one', () => {
    fc.assert(
      fc.property(anyRoles, fc.integer({ min: 2, max: 5 }), (wanted, people) => {
        const bundles = mergeRoles(wanted, people);
        expect(bundles).toHaveLength(people);
        for (const bundle of bundles) expect(bundle.length).toBeGreaterThan(0);
        for (const role of wanted) {
          if (people === 2 && role === 'observer') continue;
          expect(bundles.flat()).toContain(role);
        }
      }),
    );
  });
});

describe('the rota', () => {
  const circle = fc.integer({ min: 2, max: 5 }).map((count) => five.slice(0, count));
  const wantedRoles = fc.uniqueArray(fc.constantFrom(...drill, 'listener'), { minLength: 1 });

  test('over twenty sessions that all attend, nobody is more than one turn ahead in any role', () => {
    fc.assert(
      fc.property(circle, wantedRoles, (people, wanted) => {
        const history: RotaTurn[] = [];
        for (let session = 1; session <= 20; session += 1) {
          hold({ people, wanted, history, session });
          for (const role of new Set(history.map((turn) => turn.role))) {
            const turns = people.map((person) => turnsOf(history, person, role));
            const apart = Math.max(...turns) - Math.min(...turns);
            expect(apart, role).toBeLessThanOrEqual(1);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  describe('over a hundred sessions, of which some were called off and used up their number', () => {
    const numbers = (spared: (number: number) => boolean) =>
      Array.from({ length: 130 }, (_, index) => index + 1).filter(spared);
    const calledOff: [string, (number: number) => boolean][] = [
      ['none', () => true],
      ['the tenth', (number) => number !== 10],
      ['each fifth', (number) => number % 5 !== 0],
    ];

    /** How far two people are apart at most, and how often one practises twice running. */
    function unfairness(people: string[], held: number[], seen: (turn: RotaTurn, now: number) => boolean) {
      const history: RotaTurn[] = [];
      let apart = 0;
      let twice = 0;
      let last: string | undefined;
      for (const session of held) {
        const totals = countTurns(history.filter((turn) => seen(turn, session)));
        const roles = assignRoles({ people, newcomers: [], wanted: drill, totals });
        for (const person of people)
          for (const role of roles[person] ?? []) history.push({ session, person, role });
        const focus = people.find((person) => roles[person]?.includes('focus owner'));
        if (focus === last) twice += 1;
        last = focus;
        const turns = people.map((person) => turnsOf(history, person, 'focus owner'));
        apart = Math.max(apart, Math.max(...turns) - Math.min(...turns));
      }
      return { apart, twice };
    }

    test.each(calledOff)('the whole past: within one turn, nobody twice running, with %s', (_, spared) => {
      for (const count of [3, 4, 5])
        expect(unfairness(five.slice(0, count), numbers(spared), () => true)).toEqual({ apart: 1, twice: 0 });
    });

    test('a window of twenty numbers drifts, which this law would notice', () => {
      const window = (turn: RotaTurn, now: number) => turn.session > now - 20;
      const drifts = calledOff.map(([, spared]) => unfairness(five.slice(0, 3), numbers(spared), window));
      for (const { apart } of drifts) expect(apart).toBeGreaterThan(1);
    });
  });

  test('who missed sessions is not loaded with make-up turns', () => {
    const wanted: Role[] = ['facilitator', 'focus owner'];
    const history: RotaTurn[] = [];
    for (let session = 1; session <= 10; session += 1)
      hold({ people: five.slice(0, 4), wanted, history, session });
    const missed = history.length;
    for (let session = 11; session <= 15; session += 1) hold({ people: five, wanted, history, session });
    const led = history.slice(missed).filter(({ person, role }) => person === 'tomas' && role !== 'observer');
    expect(led.length).toBeGreaterThanOrEqual(1);
    expect(led.length).toBeLessThanOrEqual(3);
  });

  test('with any attendance, no role falls to the same person three times running while three or more come', () => {
    const attendance = fc.array(fc.subarray(five, { minLength: 3 }), { minLength: 20, maxLength: 20 });
    fc.assert(
      fc.property(attendance, (sessions) => {
        const history: RotaTurn[] = [];
        const facilitators = sessions.map((people, index) => {
          hold({ people, wanted: ['facilitator', 'focus owner'], history, session: index + 1 });
          return history.findLast(({ role }) => role === 'focus owner')?.person;
        });
        facilitators.forEach((person, index) => {
          const before = facilitators.slice(Math.max(0, index - 2), index);
          expect(before.length === 2 && before.every((each) => each === person)).toBe(false);
        });
      }),
      { numRuns: 60 },
    );
  });

  test('newcomers do not lead while somebody else can', () => {
    fc.assert(
      fc.property(circle, fc.subarray(five), wantedRoles, (people, newcomers, wanted) => {
        const roles = assignRoles({ people, newcomers, wanted, totals: [] });
        const seasoned = people.filter((person) => !newcomers.includes(person)).length;
        const leading = mergeRoles(wanted, people.length).filter((bundle) =>
          bundle.some((role) => leadingRoles.includes(role)),
        ).length;
        const led = people.filter(
          (person) =>
            newcomers.includes(person) && roles[person]?.some((role) => leadingRoles.includes(role)),
        ).length;
        expect(led).toBe(Math.max(0, leading - seasoned));
      }),
    );
  });

  test('a newcomer does not get every role at once for having had none', () => {
    const history: RotaTurn[] = [];
    for (let session = 1; session <= 8; session += 1)
      hold({ people: five.slice(0, 4), wanted: drill, history, session });
    const [session, ...next] = [9, 10, 11, 12, 13];
    for (const number of [session ?? 9, ...next])
      hold({ people: five, wanted: drill, history, session: number });
    const fresh = history.filter(({ person }) => person === 'tomas').map(({ role }) => role);
    expect(new Set(fresh).size).toBeGreaterThanOrEqual(4);
  });
});

function hold(given: { people: string[]; wanted: Role[]; history: RotaTurn[]; session: number }): void {
  const roles = assignRoles({ ...given, newcomers: [], totals: countTurns(given.history) });
  for (const person of given.people)
    for (const role of roles[person] ?? []) given.history.push({ session: given.session, person, role });
}

function turnsOf(history: RotaTurn[], person: string, role: Role): number {
  return history.filter((turn) => turn.person === person && turn.role === role).length;
}
