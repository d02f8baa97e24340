import type { StepChange } from '#core/playbook/adapt-steps.ts';
import { checkPlaybook } from '#core/playbook/check.ts';
import { stepSeconds, totalSeconds } from '#core/playbook/duration.ts';
import type { Phase, Playbook, StepKind, StepTime } from '#core/playbook/playbook.ts';
import { type Rendered, renderSentence } from '#ui/sentence.server.ts';
import { writeChanges } from '../input.ts';

/** The playbook as the planning page shows it while it is being changed. */
export interface Draft {
  /** For the hidden field. */
  changes: string;
  changed: number;
  steps: { name: string; kind: StepKind; phase: Phase; time: StepTime; seconds: number; what: Rendered }[];
  /** For the circle's size; whole seconds. */
  seconds: number;
  /** What the checker says that it did not say before the changes. */
  remarks: string[];
}

export function showDraft({
  before,
  playbook,
  changes,
  people,
}: {
  before: Playbook;
  playbook: Playbook;
  changes: readonly StepChange[];
  people: number;
}): Draft {
  return {
    changes: writeChanges(changes),
    changed: changes.length,
    steps: playbook.steps.map((step) => ({
      name: step.name,
      kind: step.kind,
      phase: step.phase,
      time: step.time,
      seconds: stepSeconds(step, people),
      what: renderSentence(step.what),
    })),
    seconds: totalSeconds(playbook, people),
    remarks: changes.length === 0 ? [] : freshRemarks(before, playbook),
  };
}

/** Lines in a text that nobody sees would only puzzle; the sentence stands for itself. */
function freshRemarks(before: Playbook, playbook: Playbook): string[] {
  const known = new Set(checkPlaybook(before).problems.map(({ message }) => message));
  const remarks = checkPlaybook(playbook).problems.map(({ message }) => message);
  return [...new Set(remarks)].filter((message) => !known.has(message)).slice(0, 6);
}
