import type { ReportWord } from '#core/pacts/pact.ts';
import { m } from '#messages';
import type { PactRefusal } from '../use-cases/agree-on-pact.ts';

/** As one chooses it for oneself. */
export const reportChoices = (): { value: ReportWord; label: string }[] => [
  { value: 'did it', label: m.pacts_report_did() },
  { value: 'partly', label: m.pacts_report_partly() },
  { value: 'not yet', label: m.pacts_report_not_yet() },
];

/** As it stands behind somebody's name. */
export const saidWord: Record<ReportWord, () => string> = {
  'did it': m.pacts_said_did,
  partly: m.pacts_said_partly,
  'not yet': m.pacts_said_not_yet,
};

const refusals: Record<PactRefusal, () => string> = {
  'circle-closed': m.pacts_refused_circle_closed,
  alone: m.pacts_refused_alone,
  'not-a-member': m.pacts_refused_not_a_member,
  'pact-open': m.pacts_refused_pact_open,
  'pact-gone': m.pacts_refused_pact_gone,
  'pact-changed': m.pacts_refused_pact_changed,
  'pact-not-yours': m.pacts_refused_pact_not_yours,
  'too-often': m.sharing_aside_too_many,
};

/** The sentence for a refusal. */
export function pactRefusal(reason: PactRefusal): string {
  return refusals[reason]();
}
