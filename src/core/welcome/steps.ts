/** The quiet steps in which a newcomer tells about themselves, in their order. Each can be passed by. */
export const welcomeSteps = [
  'strengths',
  'wishes',
  'week',
  'languages',
  'preferences',
  'listening',
  'goal',
  'field',
] as const;
export type WelcomeStep = (typeof welcomeSteps)[number];

/** How far somebody has come. */
export interface WelcomeProgress {
  kept: readonly string[];
  skipped: readonly string[];
  /** All steps are through, or the person does not want to be asked again. */
  settled: boolean;
}

export type StepState = 'kept' | 'skipped' | 'ahead';

/** What became of each step. */
export function stepStates({
  kept,
  skipped,
}: Pick<WelcomeProgress, 'kept' | 'skipped'>): Record<WelcomeStep, StepState> {
  const stateOf = (step: WelcomeStep): StepState =>
    kept.includes(step) ? 'kept' : skipped.includes(step) ? 'skipped' : 'ahead';
  return Object.fromEntries(welcomeSteps.map((step) => [step, stateOf(step)])) as Record<
    WelcomeStep,
    StepState
  >;
}

/** The step to go on with: the next one ahead after `from`, else the first that is ahead; undefined when none is left. */
export function nextStep(
  progress: Pick<WelcomeProgress, 'kept' | 'skipped'>,
  from?: WelcomeStep,
): WelcomeStep | undefined {
  const states = stepStates(progress);
  const begin = from === undefined ? 0 : welcomeSteps.indexOf(from) + 1;
  const round = [...welcomeSteps.slice(begin), ...welcomeSteps.slice(0, begin)];
  return round.find((step) => states[step] === 'ahead');
}

/** The progress once a step is kept or passed by. A step that was kept stays kept. */
export function settleStep(
  progress: WelcomeProgress,
  { step, kept }: { step: WelcomeStep; kept: boolean },
): WelcomeProgress {
  const has = new Set(progress.kept);
  if (kept) has.add(step);
  const passed = new Set([...progress.skipped, ...(kept ? [] : [step])]);
  for (const each of has) passed.delete(each);
  const next = { kept: [...has], skipped: [...passed] };
  return { ...next, settled: progress.settled || nextStep(next) === undefined };
}
