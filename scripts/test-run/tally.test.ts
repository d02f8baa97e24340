import { expect, test } from 'vitest';
import { add, nothing, tallyOf } from './tally.ts';

const file = (path: string, ...failed: string[]) => ({ path, passed: 2, failed, skipped: [] });
const first = { results: [file('steady'), file('unsteady', 'a test')], code: 1 };

test('what passes at its second try is counted once, and told', () => {
  expect(tallyOf(first)).toMatchObject({ passed: 4, failed: ['a test'], unsteady: [] });
  const again = { results: [{ ...file('unsteady'), passed: 3 }], code: 0 };
  expect(tallyOf(first, again)).toMatchObject({ passed: 5, failed: [], unsteady: ['a test'], skipped: [] });
});

test('what fails twice has failed, and so has a second try without results', () => {
  const again = { results: [file('unsteady', 'a test')], code: 1 };
  expect(tallyOf(first, again)).toMatchObject({ passed: 4, failed: ['a test'], unsteady: [] });
  expect(tallyOf(first, { results: [], code: 1 }).failed).toEqual([
    'the run ended with an error, shown above',
  ]);
});

test('what is left out of one layer is still told at the end, and has neither passed nor failed', () => {
  const faults = { ...nothing, passed: 3, leftOut: ['disk-full, which fills up a disk'] };
  expect(add(add(nothing, faults), { ...nothing, passed: 1 })).toEqual({ ...faults, passed: 4 });
});
