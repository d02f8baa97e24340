import type { KeptWords } from '#core/session/view-after.ts';
import { quoted } from '#core/text/quoted.ts';
import { m } from '#messages';
import { partWords } from '../tools/part-words.ts';

export interface WordsLine {
  /** The question that it answers; absent where the words speak for themselves. */
  label?: string;
  text: string;
  /** Somebody's own words rather than the playbook's. */
  own: boolean;
}

/** What somebody wrote, as lines to read; empty ones left out. */
export function wordsLines(row: KeptWords): WordsLine[] {
  return allLines(row).filter(({ text }) => text.trim() !== '');
}

function allLines({ body, behaviour = '' }: KeptWords): WordsLine[] {
  switch (body.kind) {
    case 'observation':
      return [named(behaviour), own(body.quote && quoted(body.quote))];
    case 'anchor':
      return [named(behaviour), named(m.after_level({ n: body.level }))];
    case 'emotion':
      return [own(m.after_emotion({ from: body.from, to: body.to }))];
    case 'feedback':
      return Object.entries(body.parts).map(([part, text]) => own(text, partWords[part]?.label()));
    case 'rating':
      return [own(String(body.value))];
    case 'scale':
      return [
        own(
          body.text ? m.tool_scale_value_words({ value: body.value, words: body.text }) : String(body.value),
        ),
      ];
    case 'check-in':
      return [own(body.attempted, m.tool_checkin_attempted()), own(body.harder, m.tool_checkin_harder())];
    case 'objective':
      return [own(body.text), own(body.seenBy && m.after_seen_by({ text: body.seenBy }))];
    case 'reflection':
      return [
        own(body.insight, m.tool_reflect_insight()),
        own(body.habit, m.tool_reflect_habit()),
        own(body.obstacle, m.tool_reflect_obstacle()),
      ];
    case 'card':
      return [
        own(body.experiment, m.tool_commit_experiment()),
        own(body.criterion, m.tool_commit_criterion()),
      ];
    default:
      return [own(body.text)];
  }
}

function own(text: string, label?: string): WordsLine {
  return { text, own: true, ...(label ? { label } : {}) };
}

function named(text: string): WordsLine {
  return { text, own: false };
}
