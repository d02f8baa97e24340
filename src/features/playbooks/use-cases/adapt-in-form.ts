import { type AdaptedPlaybook, adaptPlaybook } from '#core/playbook/adapt.ts';
import { changeByHand } from '#core/playbook/adapt-by-hand.ts';
import type { AdaptRefusal, StepChange } from '#core/playbook/adapt-steps.ts';
import { type Phase, type Playbook, phases, type StepKind, stepKinds } from '#core/playbook/playbook.ts';
import { oneLine } from '#core/text/one-line.ts';
import { type PlanForm, type PlanValues, plainStep } from '../input.ts';

/** Why a change in the form could not be made; the form keeps the changes that it had. */
export type FormRefusal = AdaptRefusal | { reason: 'unreadable-changes' | 'step-empty' };

export interface AdaptedInForm {
  /** All changes so far, to be carried in the form. */
  changes: StepChange[];
  playbook: Playbook;
  refusal?: FormRefusal;
}

/** Does what the pressed button asks for, on top of the changes that the form carries. The given playbook stays as it is. */
export function adaptInForm(
  playbook: Playbook,
  form: Pick<PlanForm, 'changes' | 'act' | 'values'>,
): AdaptedInForm {
  if (!form.changes) return { changes: [], playbook, refusal: { reason: 'unreadable-changes' } };
  const before = applied(playbook, form.changes);
  if (!before.ok) return { changes: [], playbook, refusal: before.refusal };
  const next = nextChanges(before.playbook, { ...form, changes: form.changes });
  if (!Array.isArray(next)) return { changes: form.changes, playbook: before.playbook, refusal: next };
  const after = applied(playbook, next);
  if (!after.ok) return { changes: form.changes, playbook: before.playbook, refusal: after.refusal };
  return { changes: next, playbook: after.playbook };
}

function applied(playbook: Playbook, steps: StepChange[]): AdaptedPlaybook {
  return steps.length === 0 ? { ok: true, playbook } : adaptPlaybook(playbook, { steps });
}

function nextChanges(
  current: Playbook,
  { changes, act, values }: { changes: StepChange[]; act: PlanForm['act']; values: PlanValues },
): StepChange[] | FormRefusal {
  switch (act.type) {
    case 'look':
      return changes;
    case 'undo':
      return changes.slice(0, -1);
    case 'original':
      return [];
    case 'add':
      return addition(current, values, changes);
    case 'place': {
      const { from, to } = act;
      const step = current.steps[from];
      const there = to !== from && to < current.steps.length;
      return step && there ? [...changes, { type: 'move', step: step.name, to }] : changes;
    }
    case 'move': {
      const change = changeByHand(current.steps, act);
      return change ? [...changes, change] : changes;
    }
  }
}

function addition(current: Playbook, values: PlanValues, changes: StepChange[]): StepChange[] | FormRefusal {
  const name = oneLine(values.stepName);
  const what = oneLine(values.stepWhat);
  if (name === '' || what === '') return { reason: 'step-empty' };
  const at = /^\d{1,3}$/.test(values.stepAt)
    ? Math.min(Number(values.stepAt), current.steps.length)
    : current.steps.length;
  const time = {
    per: values.stepPer === 'turn' ? 'turn' : 'circle',
    seconds: secondsOf(values.stepMinutes),
  } as const;
  const step = plainStep({
    name,
    what,
    kind: kindOf(values.stepKind),
    phase: phaseOf(values.stepPhase),
    time,
  });
  return [...changes, { type: 'add', at, step }];
}

/** Minutes, with a comma or a point, to the nearest ten seconds; what is no number is refused as a time. */
function secondsOf(minutes: string): number {
  const typed = minutes.trim().replace(',', '.');
  return /^\d{1,3}(\.\d{1,2})?$/.test(typed) ? Math.round(Number(typed) * 6) * 10 : 0;
}

function kindOf(text: string): StepKind {
  return stepKinds.find((kind) => kind === text) ?? 'free';
}

function phaseOf(text: string): Phase {
  return phases.find((phase) => phase === text) ?? 'practice';
}
