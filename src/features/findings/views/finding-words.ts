import type { FindingState } from '#core/findings/finding.ts';
import { m } from '#messages';
import type { ConsentRefusal } from '../use-cases/consent-to-finding.ts';
import type { WriteRefusal } from '../use-cases/write-finding.ts';

/** Where a finding is, in a few words. */
export function stateWord(state: FindingState, name: string): string {
  const words: Record<FindingState, () => string> = {
    asked: m.findings_state_asked,
    agreed: m.findings_state_agreed,
    sent: () => m.findings_state_sent({ name }),
    unanswered: m.findings_state_unanswered,
    answered: m.findings_state_answered,
    withdrawn: m.findings_state_withdrawn,
  };
  return words[state]();
}

const refusals: Record<WriteRefusal | ConsentRefusal, () => string> = {
  'finding-gone': m.findings_refused_finding_gone,
  'words-changed': m.findings_refused_words_changed,
  'circle-closed': m.findings_refused_circle_closed,
  alone: m.findings_refused_alone,
  'too-many-open': m.findings_refused_too_many_open,
  'unknown-person': m.findings_refused_unknown_person,
  'owner-inside': m.findings_refused_owner_inside,
};

/** The sentence for a refusal. */
export function findingRefusal(reason: keyof typeof refusals): string {
  return refusals[reason]();
}
