import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryPlaybook, arbitraryStep } from './arbitrary-playbook.ts';
import { stepSeconds, totalSeconds } from './duration.ts';

test.each([
  ['circle', [60, 60, 60, 60]],
  ['turn', [120, 180, 240, 300]],
  ['focus', [120, 180, 240, 300]],
] as const)('a minute per %s adds up for two, three, four and five people', (per, seconds) => {
  fc.assert(
    fc.property(arbitraryStep(), (step) => {
      const timed = { ...step, time: { per, seconds: 60 } };
      expect([2, 3, 4, 5].map((people) => stepSeconds(timed, people))).toEqual(seconds);
    }),
    { numRuns: 5 },
  );
});

test('a playbook takes as long as its steps together, in whatever order', () => {
  fc.assert(
    fc.property(arbitraryPlaybook(), fc.integer({ min: 2, max: 5 }), (playbook, people) => {
      const sum = playbook.steps
        .map((step) => stepSeconds(step, people))
        .reduce((one, other) => one + other, 0);
      expect(totalSeconds(playbook, people)).toBe(sum);
      expect(totalSeconds({ ...playbook, steps: playbook.steps.toReversed() }, people)).toBe(sum);
    }),
  );
});
