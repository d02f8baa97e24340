import type { StepState, WelcomeStep } from '#core/welcome/steps.ts';
import { m } from '#messages';

/** What a step is called. */
export const stepName: Record<WelcomeStep, () => string> = {
  strengths: m.welcome_step_strengths,
  wishes: m.welcome_step_wishes,
  week: m.welcome_step_week,
  languages: m.welcome_step_languages,
  preferences: m.welcome_step_preferences,
  listening: m.welcome_step_listening,
  goal: m.welcome_step_goal,
  field: m.welcome_step_field,
};

/** What became of a step. */
export const stateName: Record<StepState, () => string> = {
  kept: m.welcome_state_kept,
  skipped: m.welcome_state_skipped,
  ahead: m.welcome_state_ahead,
};
