import type { KeptWords } from '#core/session/view-after.ts';
import type { WordsKind } from '#core/session/words.ts';
import { m } from '#messages';

export interface KindGroup {
  kind: WordsKind;
  title: string;
  rows: KeptWords[];
}

/** Every kind, in the order in which one reads them afterwards: what was seen, suggestions, what was said, thanks. */
const titles: Record<WordsKind, () => string> = {
  observation: m.after_kind_observation,
  anchor: m.after_kind_anchor,
  phrase: m.after_kind_phrase,
  emotion: m.after_kind_emotion,
  suggestion: m.after_kind_suggestion,
  feedback: m.after_kind_feedback,
  rating: m.after_kind_rating,
  thanks: m.after_kind_thanks,
  strength: m.after_kind_strength,
  intention: m.after_kind_intention,
  'check-in': m.after_kind_check_in,
  objective: m.after_kind_objective,
  scale: m.after_kind_scale,
  reflection: m.after_kind_reflection,
  card: m.after_kind_card,
  artefact: m.after_kind_artefact,
};

/** Rows under their kinds, kinds without rows left out; a suggestion that was picked stands first. */
export function byKind(rows: KeptWords[]): KindGroup[] {
  return (Object.keys(titles) as WordsKind[])
    .map((kind) => ({ kind, title: titles[kind](), rows: rows.filter(({ body }) => body.kind === kind) }))
    .filter((group) => group.rows.length > 0)
    .map((group) => ({
      ...group,
      rows: [...group.rows.filter(isPicked), ...group.rows.filter((row) => !isPicked(row))],
    }));
}

function isPicked({ body }: KeptWords): boolean {
  return body.kind === 'suggestion' && body.picked === true;
}
