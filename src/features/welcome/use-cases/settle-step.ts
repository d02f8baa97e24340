import { nextStep, settleStep, type WelcomeStep } from '#core/welcome/steps.ts';
import type { Actor, Tx } from '#server/database.ts';
import { findProgress, saveProgress } from '../store.ts';

/** Where the steps begin, and where they end. */
export const welcomePath = '/welcome/you';

/** Notes that a step was kept or passed by; returns the path that comes next. */
export async function endStep(
  tx: Tx,
  actor: Actor,
  { step, kept }: { step: WelcomeStep; kept: boolean },
): Promise<string> {
  const progress = settleStep(await findProgress(tx, actor), { step, kept });
  await saveProgress(tx, actor, progress);
  const next = nextStep(progress, step);
  return next === undefined ? welcomePath : `${welcomePath}/${next}`;
}

/** The person does not want to be asked again. What they told stays. */
export async function dismissWelcome(tx: Tx, actor: Actor): Promise<void> {
  await saveProgress(tx, actor, { ...(await findProgress(tx, actor)), settled: true });
}
