import type { FindingKind } from '#core/feedback/check-feedback.ts';
import { m } from '#messages';

/** Why a finding is one, and another way to begin. */
export const checkWords: Record<
  FindingKind,
  { says: (facts: { found: string }) => string; rewrite: () => string }
> = {
  judgement: { says: m.tool_check_judgement, rewrite: m.tool_check_rewrite_judgement },
  label: { says: m.tool_check_label, rewrite: m.tool_check_rewrite_label },
  'mind-reading': { says: m.tool_check_mind_reading, rewrite: m.tool_check_rewrite_mind_reading },
  absolute: { says: m.tool_check_absolute, rewrite: m.tool_check_rewrite_absolute },
};
