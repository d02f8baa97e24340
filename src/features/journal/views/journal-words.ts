import type { EntryField } from '#core/journal/entry.ts';
import { m } from '#messages';

const labels: Record<EntryField, () => string> = {
  context: m.journal_context,
  action: m.journal_action,
  result: m.journal_result,
  feelings: m.journal_feelings,
  changed: m.journal_changed,
  matters: m.journal_matters,
  keep: m.journal_keep_it,
};

const hints: Partial<Record<EntryField, () => string>> = {
  context: m.journal_context_hint,
  feelings: m.journal_feelings_hint,
  keep: m.journal_keep_it_hint,
};

export function fieldLabel(field: EntryField): string {
  return labels[field]();
}

export function fieldHint(field: EntryField): string | undefined {
  return hints[field]?.();
}

const questions = [
  m.journal_prompt_moment,
  m.journal_prompt_surprise,
  m.journal_prompt_silence,
  m.journal_prompt_again,
  m.journal_prompt_other,
  m.journal_prompt_thanks,
  m.journal_prompt_avoided,
  m.journal_prompt_words,
  m.journal_prompt_energy,
  m.journal_prompt_smaller,
  m.journal_prompt_learnt,
  m.journal_prompt_tomorrow,
];

/** The question of a day, another one each day: "2026-11-21" gives the same to everybody. */
export function questionOf(day: string): string {
  const days = Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
  return questions[days % questions.length]?.() ?? '';
}
