import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeByHand, handMoves } from './adapt-by-hand.ts';
import { changeSteps } from './adapt-steps.ts';
import { arbitraryPlaybook } from './arbitrary-playbook.ts';
import type { Step } from './playbook.ts';

function step(name: string, seconds = 300): Step {
  return {
    name,
    kind: 'free',
    phase: 'practice',
    time: { per: 'circle', seconds },
    what: 'Something happens.',
    does: [],
    prompts: [],
    behaviours: [],
    constraints: [],
    suggestions: 1,
    challenge: false,
  };
}

test.each([
  ['up', 1, { type: 'move', step: 'b', to: 0 }],
  ['up', 0, undefined],
  ['down', 0, { type: 'move', step: 'a', to: 1 }],
  ['down', 1, undefined],
  ['drop', 0, { type: 'drop', step: 'a' }],
  ['drop', 2, undefined],
] as const)('%s at place %i', (move, at, change) => {
  expect(changeByHand([step('a'), step('b')], { move, at })).toEqual(change);
});

test('the only step cannot be left out', () => {
  expect(changeByHand([step('a')], { move: 'drop', at: 0 })).toBeUndefined();
});

test.each([
  ['shorter', 300, 240],
  ['shorter', 120, 90],
  ['shorter', 45, 30],
  ['shorter', 30, undefined],
  ['longer', 60, 90],
  ['longer', 120, 180],
  ['longer', 3570, 3600],
  ['longer', 3600, undefined],
] as const)('%s than %i seconds is %s', (move, seconds, expected) => {
  const change = changeByHand([step('a', seconds)], { move, at: 0 });
  expect(change).toEqual(
    expected === undefined ? undefined : { type: 'retime', step: 'a', seconds: expected },
  );
});

test('whatever button is pressed on whatever playbook, the change can be made', () => {
  const pressed = fc.record({ move: fc.constantFrom(...handMoves), at: fc.nat({ max: 12 }) });
  fc.assert(
    fc.property(arbitraryPlaybook(), pressed, (playbook, press) => {
      const change = changeByHand(playbook.steps, press);
      if (change) expect(changeSteps(playbook, [change]).ok).toBe(true);
    }),
  );
});
