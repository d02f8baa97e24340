import type { Clause } from '#core/agreement/clause.ts';
import { type TemplateKey, templateKeys } from '#core/agreement/template.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { m } from '#messages';
import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { insertVersion } from '../store/versions.ts';

/** The first version of a new circle: the template, in the founder's language, as a proposal. Nobody has consented yet. */
export async function proposeTemplate(tx: Tx, founder: CircleMember): Promise<void> {
  await insertVersion(tx, founder, { version: 1, clauses: templateClauses() });
}

const words: Record<TemplateKey, { title: () => string; body: () => string }> = {
  confidentiality: {
    title: m.agreement_template_confidentiality_title,
    body: m.agreement_template_confidentiality_body,
  },
  limits: { title: m.agreement_template_limits_title, body: m.agreement_template_limits_body },
  voluntary: { title: m.agreement_template_voluntary_title, body: m.agreement_template_voluntary_body },
  pause: { title: m.agreement_template_pause_title, body: m.agreement_template_pause_body },
  challenge: { title: m.agreement_template_challenge_title, body: m.agreement_template_challenge_body },
  curiosity: { title: m.agreement_template_curiosity_title, body: m.agreement_template_curiosity_body },
  time: { title: m.agreement_template_time_title, body: m.agreement_template_time_body },
  emotions: { title: m.agreement_template_emotions_title, body: m.agreement_template_emotions_body },
  'hard-moments': {
    title: m.agreement_template_hard_moments_title,
    body: m.agreement_template_hard_moments_body,
  },
  respect: { title: m.agreement_template_respect_title, body: m.agreement_template_respect_body },
  success: { title: m.agreement_template_success_title, body: m.agreement_template_success_body },
  outside: { title: m.agreement_template_outside_title, body: m.agreement_template_outside_body },
  changing: { title: m.agreement_template_changing_title, body: m.agreement_template_changing_body },
};

/** The clauses that a new circle starts from, with ids of their own. */
export function templateClauses(): Clause[] {
  return templateKeys.map((key) => ({
    id: newId(),
    template: key,
    title: words[key].title(),
    body: words[key].body(),
  }));
}
