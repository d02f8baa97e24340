import type { StepChange } from './adapt-steps.ts';
import type { Step } from './playbook.ts';
import { longestStep } from './step-time.ts';

/** What the buttons beside a step do. */
export const handMoves = ['up', 'down', 'shorter', 'longer', 'drop'] as const;
export type HandMove = (typeof handMoves)[number];

type Timed = Pick<Step, 'name' | 'time'>;

/**
 * The change that a button means for the step at a place; undefined where it means nothing: the first cannot go up, the
 * shortest not become shorter.
 */
export function changeByHand(
  steps: readonly Timed[],
  { move, at }: { move: HandMove; at: number },
): StepChange | undefined {
  const step = steps[at];
  if (!step) return undefined;
  const { name } = step;
  switch (move) {
    case 'drop':
      return steps.length > 1 ? { type: 'drop', step: name } : undefined;
    case 'up':
      return at > 0 ? { type: 'move', step: name, to: at - 1 } : undefined;
    case 'down':
      return at < steps.length - 1 ? { type: 'move', step: name, to: at + 1 } : undefined;
    case 'shorter':
      return retimed(step, shorterThan(step.time.seconds));
    case 'longer':
      return retimed(step, longerThan(step.time.seconds));
  }
}

function retimed({ name, time }: Timed, seconds: number): StepChange | undefined {
  return seconds === time.seconds ? undefined : { type: 'retime', step: name, seconds };
}

/** Half a minute less up to two minutes, a minute less above; never below half a minute. */
function shorterThan(seconds: number): number {
  if (seconds <= shortest) return seconds;
  return Math.max(shortest, inTens(seconds - (seconds <= 120 ? 30 : 60)));
}

function longerThan(seconds: number): number {
  return Math.min(longestStep, inTens(seconds + (seconds < 120 ? 30 : 60)));
}

/** A circle's own form knows tens of seconds only. */
function inTens(seconds: number): number {
  return Math.round(seconds / 10) * 10;
}

const shortest = 30;
