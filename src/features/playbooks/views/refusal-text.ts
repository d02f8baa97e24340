import { m } from '#messages';

/** A refusal as it comes to the page: a literal reason, and facts beside it. */
export interface PlanRefusal {
  reason: string;
  step?: string;
  problems?: readonly { message: string }[];
}

/** The sentence for a refusal of the planning page. */
export function refusalText(refusal: PlanRefusal): string {
  const { reason, step = '', problems = [] } = refusal;
  if (reason === 'name-taken') return m.playbooks_refused_name_taken({ step });
  if (reason === 'not-writable') {
    const problem = problems[0]?.message ?? m.playbooks_refused_not_writable_plain();
    return m.playbooks_refused_not_writable({ problem });
  }
  return (sentences[reason] ?? m.playbooks_refused_other)();
}

const sentences: Record<string, () => string> = {
  'unreadable-changes': m.playbooks_refused_changes,
  'playbook-gone': m.playbooks_refused_gone,
  'playbook-does-not-parse': m.playbooks_refused_gone,
  'last-step': m.playbooks_refused_last_step,
  'step-empty': m.playbooks_refused_step_empty,
  'time-too-short': m.playbooks_refused_time,
  'time-too-long': m.playbooks_refused_time,
  'time-not-in-tens': m.playbooks_refused_time,
  'no-moment': m.playbooks_refused_when,
  'in-the-past': m.playbooks_refused_past,
  'unknown-time-zone': m.playbooks_refused_zone,
  'session-gone': m.sessions_refusal_gone,
  'session-already-open': m.playbooks_refused_open,
  'circle-closed': m.playbooks_refused_closed,
  'title-length': m.playbooks_refused_title_long,
};
