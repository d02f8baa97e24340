import type { Problem } from '../text/problem.ts';
import type { Role, Step } from './playbook.ts';
import { longestStep } from './step-time.ts';

/** One change. Steps are meant by name, places count from 0 in the steps as they are once the change is made. */
export type StepChange =
  | { type: 'drop'; step: string }
  | { type: 'move'; step: string; to: number }
  | { type: 'retime'; step: string; seconds: number }
  | { type: 'add'; step: Step; at: number };

/** Why the circle's form cannot be made. `step` is the name in the change that could not be done. */
export type AdaptRefusal =
  | { reason: 'nothing-changed' }
  | { reason: 'unknown-step' | 'last-step' | 'name-taken'; step: string }
  | { reason: 'no-such-place'; step: string; last: number }
  | { reason: 'time-not-in-tens' | 'time-too-short' | 'time-too-long'; step: string; seconds: number }
  | { reason: 'unknown-role'; step: string; role: Role }
  /** What was typed cannot be held by the text format; without problems, it would read back as something else. */
  | { reason: 'not-writable'; problems: Problem[] };

type Changed = { ok: true; steps: Step[] } | { ok: false; refusal: AdaptRefusal };

/** Applies the changes one after another; the first that cannot be done refuses them all. */
export function changeSteps(
  { steps, roles }: { steps: Step[]; roles: Role[] },
  changes: StepChange[],
): Changed {
  let current = steps;
  for (const change of changes) {
    const changed = changeOnce({ steps: current, roles }, change);
    if (!changed.ok) return changed;
    current = changed.steps;
  }
  return { ok: true, steps: current };
}

function changeOnce({ steps, roles }: { steps: Step[]; roles: Role[] }, change: StepChange): Changed {
  if (change.type === 'add') return addStep({ steps, roles }, change);
  const step = steps.find((each) => each.name === change.step);
  if (!step) return refused({ reason: 'unknown-step', step: change.step });
  const others = steps.filter((each) => each !== step);
  switch (change.type) {
    case 'drop':
      return others.length === 0
        ? refused({ reason: 'last-step', step: step.name })
        : { ok: true, steps: others };
    case 'move':
      return insert(others, { step, at: change.to });
    case 'retime':
      return retime(steps, { step, seconds: change.seconds });
  }
}

function addStep(
  { steps, roles }: { steps: Step[]; roles: Role[] },
  { step, at }: { step: Step; at: number },
): Changed {
  if (steps.some((each) => each.name === step.name))
    return refused({ reason: 'name-taken', step: step.name });
  const stranger = [...step.does, ...step.prompts].find(
    ({ role }) => role !== 'everyone' && !roles.includes(role),
  );
  if (stranger) return refused({ reason: 'unknown-role', step: step.name, role: stranger.role });
  return timeRefusal({ step, seconds: step.time.seconds }) ?? insert(steps, { step, at });
}

function insert(others: Step[], { step, at }: { step: Step; at: number }): Changed {
  const last = others.length;
  if (!Number.isInteger(at) || at < 0 || at > last)
    return refused({ reason: 'no-such-place', step: step.name, last });
  return { ok: true, steps: others.toSpliced(at, 0, step) };
}

function retime(steps: Step[], { step, seconds }: { step: Step; seconds: number }): Changed {
  const retimed = { ...step, time: { ...step.time, seconds } };
  return (
    timeRefusal({ step, seconds }) ?? {
      ok: true,
      steps: steps.map((each) => (each === step ? retimed : each)),
    }
  );
}

function timeRefusal({ step, seconds }: { step: Step; seconds: number }): Changed | undefined {
  if (seconds < 10) return refused({ reason: 'time-too-short', step: step.name, seconds });
  if (seconds > longestStep) return refused({ reason: 'time-too-long', step: step.name, seconds });
  if (!Number.isInteger(seconds / 10))
    return refused({ reason: 'time-not-in-tens', step: step.name, seconds });
  return undefined;
}

function refused(refusal: AdaptRefusal): Changed {
  return { ok: false, refusal };
}
