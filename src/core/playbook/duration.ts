import type { Playbook, Step } from './playbook.ts';

/** Seconds that a step takes with this many people, repeats for each person in turn or in focus included. */
export function stepSeconds(step: Step, people: number): number {
  return step.time.per === 'circle' ? step.time.seconds : step.time.seconds * people;
}

/** Seconds that the whole playbook takes with this many people. */
export function totalSeconds(playbook: Playbook, people: number): number {
  return playbook.steps.reduce((total, step) => total + stepSeconds(step, people), 0);
}
