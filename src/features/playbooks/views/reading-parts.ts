import { m } from '#messages';

/** The parts of a playbook that its table of contents leads to: id of the section, and its heading. */
export const parts = {
  purpose: m.playbooks_purpose,
  outcomes: m.playbooks_outcomes,
  when: m.playbooks_when,
  roles: m.playbooks_roles,
  steps: m.playbooks_steps,
  prompts: m.playbooks_prompts,
  debrief: m.playbooks_debrief,
  pitfalls: m.playbooks_pitfalls,
  checklist: m.playbooks_checklist,
  templates: m.playbooks_templates,
  variations: m.playbooks_variations,
  example: m.playbooks_example,
  closing: m.playbooks_closing,
  origin: m.playbooks_origin,
};
