import { array, assert, boolean, constantFrom, integer, property, record, subarray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { direction, mostSuggested, reasonsFor, type SkillEvidence, suggestFocus } from './evidence.ts';

const nothing: SkillEvidence = {
  skill: 'listening',
  title: 'Listening',
  wanted: false,
  said: [],
  seen: [],
  told: 0,
  measured: [],
};

describe('what speaks for a skill', () => {
  test('a behaviour that somebody knows better than they do it', () => {
    const said = [
      { behaviour: 'Lets the other finish', known: 3, applied: 1 },
      { behaviour: 'Asks what was missed', known: 2, applied: 2 },
      { behaviour: 'Keeps advice out', known: 4, applied: null },
    ];
    expect(reasonsFor({ ...nothing, said })).toEqual([
      { kind: 'knows-not-does', behaviours: ['Lets the other finish'] },
    ]);
  });

  test('what partners saw most often, and answers, and a wish', () => {
    const seen = [{ behaviour: 'Asks' }, { behaviour: 'Waits' }, { behaviour: 'Waits' }, {}];
    expect(reasonsFor({ ...nothing, seen, told: 2, wanted: true })).toEqual([
      { kind: 'told', count: 2 },
      { kind: 'begun', behaviour: 'Waits', times: 2 },
      { kind: 'wish' },
    ]);
  });

  test('a figure that moves away from where it should', () => {
    const values = [
      { on: '2026-10-01', value: 4 },
      { on: '2026-11-01', value: 7 },
    ];
    const measure = { name: 'Questions asked twice', unit: 'a week', values };
    expect(reasonsFor({ ...nothing, measured: [{ ...measure, better: 'less' }] })).toEqual([
      { kind: 'away', name: 'Questions asked twice' },
    ]);
    expect(reasonsFor({ ...nothing, measured: [{ ...measure, better: 'more' }] })).toEqual([]);
    expect(direction({ ...measure, better: 'less', values: values.slice(1) })).toBe('still');
  });
});

test('the skill for which more different things speak stands first', () => {
  const one = { ...nothing, wanted: true };
  const two = { ...nothing, skill: 'negotiation', title: 'Negotiation', wanted: true, told: 1 };
  expect(suggestFocus([one, two], { focus: null, locale: 'en' }).map(({ skill }) => skill)).toEqual([
    'negotiation',
    'listening',
  ]);
  expect(suggestFocus([one, two], { focus: 'negotiation', locale: 'en' }).map(({ skill }) => skill)).toEqual([
    'listening',
  ]);
});

test('never more than three, never one without a reason, never the one somebody is at', () => {
  const evidence = record({
    skill: constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    wanted: boolean(),
    told: integer({ min: 0, max: 3 }),
    seen: subarray([{ behaviour: 'x' }, { behaviour: 'y' }, {}]),
  }).map((some): SkillEvidence => ({ ...nothing, ...some, title: some.skill }));
  assert(
    property(array(evidence), constantFrom(null, 'a', 'b'), (all, focus) => {
      const found = suggestFocus(all, { focus, locale: 'en' });
      expect(found.length).toBeLessThanOrEqual(mostSuggested);
      expect(found.every(({ reasons }) => reasons.length > 0)).toBe(true);
      expect(found.some(({ skill }) => skill === focus)).toBe(false);
    }),
  );
});
