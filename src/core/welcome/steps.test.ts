import { array, assert, boolean, constantFrom, property, record } from 'fast-check';
import { expect, test } from 'vitest';
import { nextStep, settleStep, stepStates, type WelcomeProgress, welcomeSteps } from './steps.ts';

const nothing: WelcomeProgress = { kept: [], skipped: [], settled: false };

test('somebody who was away goes on with the first step that is still ahead', () => {
  const some = settleStep(settleStep(nothing, { step: 'strengths', kept: true }), {
    step: 'week',
    kept: false,
  });
  expect(nextStep(some)).toBe('wishes');
  expect(nextStep(some, 'week')).toBe('languages');
  expect(stepStates(some)).toMatchObject({ strengths: 'kept', wishes: 'ahead', week: 'skipped' });
});

test('a step that was kept stays kept, and one that was passed by can be kept later', () => {
  const kept = settleStep(nothing, { step: 'week', kept: true });
  expect(stepStates(settleStep(kept, { step: 'week', kept: false })).week).toBe('kept');
  const skipped = settleStep(nothing, { step: 'week', kept: false });
  expect(settleStep(skipped, { step: 'week', kept: true })).toMatchObject({ kept: ['week'], skipped: [] });
});

test('in whatever order steps are kept or passed by, the question is settled once all are through', () => {
  const move = record({ step: constantFrom(...welcomeSteps), kept: boolean() });
  assert(
    property(array(move, { maxLength: 30 }), (moves) => {
      const end = moves.reduce(settleStep, nothing);
      const touched = new Set(moves.map(({ step }) => step));
      expect(end.settled).toBe(touched.size === welcomeSteps.length);
      expect(nextStep(end) === undefined).toBe(end.settled);
      expect(end.kept.filter((step) => end.skipped.includes(step))).toEqual([]);
    }),
  );
});
