import { m } from '#messages';

/** What people type on a card, as they type it: with or without the words that the sentence already has. */
export interface CardWords {
  context?: string;
  experiment: string;
  criterion?: string;
}

/** The card as one flowing sentence, whatever was typed twice ("I will", "in", a full stop). */
export function cardSentence({ context = '', experiment, criterion = '' }: CardWords): string {
  const parts = {
    context: bare(context, /^in\s+/i),
    experiment: withinSentence(bare(experiment, /^i(?: will|’ll|'ll)\s+/i)),
    criterion: bare(criterion, /^(?:and )?(?:i(?: will|’ll|'ll) know it worked )?if\s+/i),
  };
  if (hasOwnSubject(parts.experiment)) return sentenceAsTyped(experiment);
  if (parts.context && parts.criterion) return m.tool_card_sentence_whole(parts);
  if (parts.criterion) return m.tool_card_sentence_criterion(parts);
  return parts.context ? m.tool_card_sentence_context(parts) : m.tool_card_sentence(parts);
}

/** Whether the sentence begins with "I will", which whoever typed it left out. */
export function leavesOutIWill(experiment: string): boolean {
  return !hasOwnSubject(experiment.trim());
}

/** What follows "it works if", so that it can be shown by itself. */
export function criterionWords(criterion: string): string {
  return bare(criterion, /^(?:and )?(?:i(?: will|’ll|'ll) know it worked )?if\s+/i);
}

function bare(text: string, opening: RegExp): string {
  return text
    .trim()
    .replace(opening, '')
    .replace(/[.\s]+$/, '');
}

/** Telephones begin a field with a capital; after "I will" it would stand in the middle of a sentence. */
function withinSentence(words: string): string {
  return words.replace(/^\p{Lu}(?=\p{Ll}|\s)/u, (first) => first.toLowerCase());
}

/** Somebody who wrote a whole sentence of their own ("When a ticket annoys me, I ...", "I end each talk ...") keeps it. */
function hasOwnSubject(experiment: string): boolean {
  return /^I\s|^(?:when|if|in|on|at|before|after|during|each|every|whenever)\b.*\bI\b/i.test(experiment);
}

function sentenceAsTyped(text: string): string {
  const sentence = text.trim();
  return /[.!?…][”’»"']?$/.test(sentence) ? sentence : `${sentence}.`;
}
