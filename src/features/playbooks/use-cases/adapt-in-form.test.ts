import fc from 'fast-check';
import { expect, test } from 'vitest';
import { handMoves } from '#core/playbook/adapt-by-hand.ts';
import { totalSeconds } from '#core/playbook/duration.ts';
import { parsePlaybook } from '#core/playbook/parse.ts';
import type { Playbook } from '#core/playbook/playbook.ts';
import { printPlaybook } from '#core/playbook/print.ts';
import { type PlanAct, type PlanValues, planFields, readPlanForm, writeChanges } from '../input.ts';
import { adaptInForm } from './adapt-in-form.ts';
import { findShippedPlaybook, listShippedPlaybooks } from './find-shipped-playbook.ts';

const drill = findShippedPlaybook('live-drill')?.playbook as Playbook;
const typed: PlanValues = {
  ...(Object.fromEntries(planFields.map((name) => [name, ''])) as PlanValues),
  stepName: 'A quiet minute',
  stepWhat: 'Everyone looks out of the window.',
  stepKind: 'free',
  stepPhase: 'connection',
  stepMinutes: '1,5',
  stepPer: 'circle',
  stepAt: '1',
};

/** What a browser without any script does: sends the form, gets it back with its hidden fields, sends it again. */
function press(playbook: Playbook, buttons: { act: string; values?: Partial<PlanValues> }[]) {
  let hidden = '';
  let last = adaptInForm(playbook, { changes: [], act: { type: 'look' }, values: typed });
  for (const { act, values } of buttons) {
    const data = new FormData();
    for (const [name, value] of Object.entries({ ...typed, ...values, act, changes: hidden }))
      data.set(name, value);
    last = adaptInForm(playbook, readPlanForm(data));
    hidden = writeChanges(last.changes);
  }
  return last;
}

function names({ steps }: Playbook): string[] {
  return steps.map((step) => step.name);
}

test('steps are moved, left out, made longer and added, one button after another', () => {
  const { playbook, refusal } = press(drill, [
    { act: 'down 0' },
    { act: 'drop 2' },
    { act: 'longer 0' },
    { act: 'add' },
  ]);
  expect(refusal).toBeUndefined();
  expect(names(playbook).slice(0, 4)).toEqual(['Set the scene', 'A quiet minute', 'Check in', 'Evidence']);
  expect(playbook.steps[0]?.time.seconds).toBe(180);
  expect(totalSeconds(playbook, 3)).toBe(totalSeconds(drill, 3) - 300 + 60 + 90);
});

test('a step that is dragged lands where it is dropped, and a place that is not there changes nothing', () => {
  const before = names(drill);
  const [first, second, third, ...rest] = before;
  expect(names(press(drill, [{ act: 'place 0 2' }]).playbook)).toEqual([second, third, first, ...rest]);
  expect(names(press(drill, [{ act: 'place 2 0' }]).playbook)).toEqual([third, first, second, ...rest]);
  for (const act of ['place 0 99', 'place 99 0', 'place 1 1', 'place x 1'])
    expect(names(press(drill, [{ act }]).playbook)).toEqual(before);
});

test('a change is undone by a button, and all of them by another', () => {
  const changed = [{ act: 'down 0' }, { act: 'drop 2' }];
  expect(names(press(drill, [...changed, { act: 'undo' }]).playbook)).toEqual(
    names(press(drill, [{ act: 'down 0' }]).playbook),
  );
  expect(press(drill, [...changed, { act: 'original' }]).playbook).toEqual(drill);
});

test.each([
  [{ stepName: ' ' }, 'step-empty'],
  [{ stepWhat: '' }, 'step-empty'],
  [{ stepName: 'Evidence' }, 'name-taken'],
  [{ stepMinutes: 'five' }, 'time-too-short'],
  [{ stepMinutes: '90' }, 'time-too-long'],
  [{ stepWhat: '<script>alert(1)</script>' }, 'not-writable'],
])('a step with %j is refused, and the changes so far are kept', (values, reason) => {
  const { changes, playbook, refusal } = press(drill, [{ act: 'drop 2' }, { act: 'add', values }]);
  expect(refusal?.reason).toBe(reason);
  expect(changes).toHaveLength(1);
  expect(names(playbook)).not.toContain('Live drill');
});

test.each([
  ['half a text', '{'],
  ['a change without its step', '[{"type":"drop"}]'],
  ['an empty step', '[{"type":"add","at":0,"step":{"name":"x"}}]'],
  ['no list', '"x"'],
  ['a list without end', `[${'1,'.repeat(500)}1]`],
])('damaged changes (%s) are said to be unreadable, and the playbook stands as it was', (_, changes) => {
  const data = new FormData();
  data.set('changes', changes);
  const adapted = adaptInForm(drill, readPlanForm(data));
  expect(adapted).toEqual({ changes: [], playbook: drill, refusal: { reason: 'unreadable-changes' } });
});

test('whatever buttons are pressed on whatever playbook, what comes out can be written, read and played', () => {
  const move = fc.record({
    type: fc.constant('move' as const),
    move: fc.constantFrom(...handMoves),
    at: fc.nat(9),
  });
  const other = fc.constantFrom<PlanAct>({ type: 'add' }, { type: 'undo' }, { type: 'look' });
  const acts = fc.array(fc.oneof({ weight: 5, arbitrary: move }, { weight: 1, arbitrary: other }), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(fc.constantFrom(...listShippedPlaybooks()), acts, ({ playbook }, pressed) => {
      const buttons = pressed.map((act) => ({
        act: act.type === 'move' ? `${act.move} ${act.at}` : act.type,
      }));
      const { playbook: adapted } = press(playbook, buttons);
      expect(adapted.steps.length).toBeGreaterThan(0);
      expect(parsePlaybook(printPlaybook(adapted))).toMatchObject({ ok: true, playbook: adapted });
    }),
    { numRuns: 60 },
  );
});
