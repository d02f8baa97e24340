import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adaptPlaybook, type PlaybookChanges } from './adapt.ts';
import type { StepChange } from './adapt-steps.ts';
import { arbitraryPlaybook, arbitraryStep } from './arbitrary-playbook.ts';
import { totalSeconds } from './duration.ts';
import { parsePlaybook } from './parse.ts';
import type { Playbook, Step } from './playbook.ts';
import { printPlaybook } from './print.ts';

const drill = playbookIn(readFileSync('src/core/playbook/drill-for-tests.md', 'utf8'));
const names = (playbook: Playbook) => playbook.steps.map((step) => step.name);

test('a circle drops, moves, shortens and adds steps, and the new form names its parent', () => {
  const thanks: Step = { ...stepOf('Close'), name: 'Thanks', kind: 'gratitude' };
  const own = adapted({
    parent: 'live-drill',
    author: 'The Tuesday circle',
    steps: [
      { type: 'drop', step: 'Check in' },
      { type: 'move', step: 'Close', to: 0 },
      { type: 'retime', step: 'Live drill', seconds: 200 },
      { type: 'add', step: thanks, at: 6 },
    ],
  });
  expect(names(own)).toEqual([
    'Close',
    'Set the scene',
    'Live drill',
    'Evidence',
    'One suggestion',
    'Commitment cards',
    'Thanks',
  ]);
  expect(own.steps[2]?.time).toEqual({ per: 'circle', seconds: 200 });
  expect(own).toMatchObject({
    author: 'The Tuesday circle',
    version: '1.1.0',
    parent: { slug: 'live-drill', version: '1.0.0' },
  });
});

test('a circle that changes its own form again keeps the parent it came from', () => {
  const once = adapted({ parent: 'live-drill', steps: [{ type: 'drop', step: 'Close' }] });
  const twice = adaptPlaybook(once, { steps: [{ type: 'drop', step: 'Check in' }] });
  expect(twice).toMatchObject({
    ok: true,
    playbook: { version: '1.2.0', parent: { slug: 'live-drill', version: '1.0.0' } },
  });
});

test('a role of the playbook that nobody plays any more leaves with its last step', () => {
  const own = adapted({ steps: ['Set the scene', 'Live drill'].map((step) => ({ type: 'drop', step })) });
  expect(own.roles).toEqual(['facilitator', 'focus owner', 'note-catcher', 'observer']);
  expect(own.ownRoles).toEqual([]);
});

test.each([
  ['nothing-changed', []],
  ['unknown-step', [{ type: 'drop', step: 'Lunch' }]],
  [
    'unknown-step',
    [
      { type: 'drop', step: 'Close' },
      { type: 'drop', step: 'Close' },
    ],
  ],
  ['last-step', names(drill).map((step) => ({ type: 'drop', step }))],
  ['time-not-in-tens', [{ type: 'retime', step: 'Close', seconds: 65 }]],
  ['time-not-in-tens', [{ type: 'retime', step: 'Close', seconds: Number.NaN }]],
  ['time-too-short', [{ type: 'retime', step: 'Close', seconds: 0 }]],
  ['time-too-long', [{ type: 'retime', step: 'Close', seconds: 3610 }]],
  ['no-such-place', [{ type: 'move', step: 'Close', to: 7 }]],
  ['no-such-place', [{ type: 'move', step: 'Close', to: -1 }]],
  ['name-taken', [{ type: 'add', step: stepOf('Close'), at: 0 }]],
  [
    'unknown-role',
    [
      {
        type: 'add',
        step: { ...stepOf('Close'), name: 'X', does: [{ role: 'judge', text: 'judges.' }] },
        at: 0,
      },
    ],
  ],
  ['not-writable', [{ type: 'add', step: { ...stepOf('Close'), name: '' }, at: 0 }]],
  [
    'not-writable',
    [{ type: 'add', step: { ...stepOf('Close'), name: 'X', what: 'One.\n\n- **Everyone**: two.' }, at: 0 }],
  ],
] as [string, StepChange[]][])('%s is a refusal, not an exception', (reason, steps) => {
  expect(adaptPlaybook(drill, { steps })).toMatchObject({ ok: false, refusal: { reason } });
});

test('whatever a circle changes, the result can be written, or the refusal has a reason; the original stays', () => {
  let made = 0;
  fc.assert(
    fc.property(playbookAndChanges, ({ playbook, changes }) => {
      const before = structuredClone(playbook);
      const result = adaptPlaybook(playbook, changes);
      expect(playbook).toEqual(before);
      if (!result.ok) {
        expect(result.refusal.reason).toMatch(/^[a-z-]+$/);
        return;
      }
      made += 1;
      expect(playbookIn(printPlaybook(result.playbook))).toEqual(result.playbook);
      expect(result.playbook.version).not.toBe(playbook.version);
      const known = [
        ...playbook.steps.map((step) => step.what),
        ...changes.steps.flatMap((each) => (each.type === 'add' ? [each.step.what] : [])),
      ];
      for (const step of result.playbook.steps) expect(known).toContain(step.what);
    }),
    { numRuns: 300 },
  );
  expect(made).toBeGreaterThan(50);
});

test('moving a step never changes the time, and moving it back gives the order as it was', () => {
  fc.assert(
    fc.property(arbitraryPlaybook(), fc.nat(), fc.nat(), (playbook, one, other) => {
      const from = one % playbook.steps.length;
      const step = playbook.steps[from]?.name ?? '';
      const to = other % playbook.steps.length;
      const moved = adaptPlaybook(playbook, { steps: [{ type: 'move', step, to }] });
      if (!moved.ok) throw new Error(JSON.stringify(moved));
      expect(names(moved.playbook)[to]).toBe(step);
      expect(totalSeconds(moved.playbook, 4)).toBe(totalSeconds(playbook, 4));
      const back = adaptPlaybook(moved.playbook, { steps: [{ type: 'move', step, to: from }] });
      expect(back.ok && back.playbook.steps).toEqual(playbook.steps);
    }),
  );
});

const playbookAndChanges = arbitraryPlaybook().chain((playbook) => {
  const step = fc.constantFrom(...names(playbook), 'Lunch');
  const change: fc.Arbitrary<StepChange> = fc.oneof(
    fc.record({ type: fc.constant('drop' as const), step }),
    fc.record({ type: fc.constant('move' as const), step, to: fc.integer({ min: -1, max: 8 }) }),
    fc.record({
      type: fc.constant('retime' as const),
      step,
      seconds: fc.integer({ min: 0, max: 400 }).map((tens) => tens * 10),
    }),
    fc.record({ type: fc.constant('add' as const), step: arbitraryStep().map(forEveryone), at: fc.nat(8) }),
  );
  return fc.record({
    playbook: fc.constant(playbook),
    changes: fc.record({ steps: fc.array(change, { minLength: 1, maxLength: 3 }) }),
  });
});

function forEveryone(step: Step): Step {
  const everyone = ({ text }: { text: string }) => ({ role: 'everyone', text });
  return {
    ...step,
    does: step.does.map(everyone),
    prompts: step.prompts.map(everyone),
    time: { per: 'circle', seconds: 60 },
  };
}

function adapted(changes: PlaybookChanges): Playbook {
  const result = adaptPlaybook(drill, changes);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.playbook;
}

function stepOf(name: string): Step {
  const step = drill.steps.find((each) => each.name === name);
  if (!step) throw new Error(`No step ${name}`);
  return step;
}

function playbookIn(source: string): Playbook {
  const parsed = parsePlaybook(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.playbook;
}
