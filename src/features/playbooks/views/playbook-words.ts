import type { Role, StepKind, StepTime } from '#core/playbook/playbook.ts';
import { roleLabel } from '#core/playbook/role.ts';
import { m } from '#messages';
import { minutesText } from '#ui/minutes-text.ts';

/** How much a playbook asks of a circle, in words rather than stars. */
export function difficultyName(difficulty: 1 | 2 | 3): string {
  return (
    [m.playbooks_difficulty_1, m.playbooks_difficulty_2, m.playbooks_difficulty_3][difficulty - 1]?.() ?? ''
  );
}

export function phaseName(phase: keyof typeof phaseNames): string {
  return phaseNames[phase]();
}

export function kindName(kind: StepKind): string {
  return kindNames[kind]();
}

/** `focus owner` as it is shown; `everyone` too. */
export function roleName(role: Role): string {
  return roleLabel(role);
}

/** "2 minutes each": how a step's time is meant, whatever the number of people. */
export function stepTimeText({ per, seconds }: StepTime): string {
  const time = minutesText(seconds);
  if (per === 'turn') return m.playbooks_time_each({ time });
  return per === 'focus' ? m.playbooks_time_focus({ time }) : time;
}

const phaseNames = {
  connection: m.playbooks_phase_connection,
  focus: m.playbooks_phase_focus,
  practice: m.playbooks_phase_practice,
  reflection: m.playbooks_phase_reflection,
};

const kindNames: Record<StepKind, () => string> = {
  'check-in': m.playbooks_kind_check_in,
  strengths: m.playbooks_kind_strengths,
  intentions: m.playbooks_kind_intentions,
  consent: m.playbooks_kind_consent,
  objective: m.playbooks_kind_objective,
  round: m.playbooks_kind_round,
  demonstrate: m.playbooks_kind_demonstrate,
  drill: m.playbooks_kind_drill,
  debrief: m.playbooks_kind_debrief,
  suggest: m.playbooks_kind_suggest,
  draft: m.playbooks_kind_draft,
  rating: m.playbooks_kind_rating,
  scale: m.playbooks_kind_scale,
  commit: m.playbooks_kind_commit,
  reflect: m.playbooks_kind_reflect,
  gratitude: m.playbooks_kind_gratitude,
  free: m.playbooks_kind_free,
};
