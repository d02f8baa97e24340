import type { ProblemList } from '../text/problem.ts';
import type { StepPlaces } from './places.ts';
import type { Step, StepKind } from './playbook.ts';

/** What the order of steps must keep, whatever a playbook is about. */
export function checkSteps(
  { steps, places }: { steps: Step[]; places: StepPlaces[] },
  problems: ProblemList,
): void {
  const lineOf = (index: number) => places[index]?.line ?? 1;
  for (const [index, step] of steps.entries()) {
    if (step.kind !== 'suggest' && step.kind !== 'debrief') continue;
    if (steps.slice(0, index).some((earlier) => givesEvidence.includes(earlier.kind))) continue;
    const message = `"${step.name}" has nothing to look back on: before it comes a step of one of these kinds.`;
    problems.add({ line: lineOf(index), message, found: step.kind, allowed: givesEvidence });
  }
  const focus = steps.flatMap((step, index) => (step.time.per === 'focus' ? [index] : []));
  const gap = focus.find((index, place) => place > 0 && index !== (focus[place - 1] ?? 0) + 1);
  if (gap !== undefined) {
    const message = `"${steps[gap]?.name}" is played per focus owner, apart from the other steps that are. Put them together.`;
    problems.add({ line: lineOf(gap), message });
  }
}

const givesEvidence: StepKind[] = ['drill', 'demonstrate', 'round', 'draft'];
