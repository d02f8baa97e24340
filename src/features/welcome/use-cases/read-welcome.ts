import { nextStep, type StepState, stepStates, type WelcomeStep } from '#core/welcome/steps.ts';
import type { Actor, Tx } from '#server/database.ts';
import { findProgress } from '../store.ts';

/** How far somebody has come, as every step's page shows it. */
export interface Welcome {
  states: Record<WelcomeStep, StepState>;
  begun: boolean;
  settled: boolean;
  next?: WelcomeStep;
}

export async function readWelcome(tx: Tx, actor: Actor): Promise<Welcome> {
  const progress = await findProgress(tx, actor);
  const next = nextStep(progress);
  return {
    states: stepStates(progress),
    begun: progress.kept.length + progress.skipped.length > 0,
    settled: progress.settled,
    ...(next && { next }),
  };
}
