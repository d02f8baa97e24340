import {
  absolutes,
  harmless,
  innerLife,
  intent,
  labels,
  rewrites,
  verdicts,
  verdictVerbs,
} from './words-to-watch.ts';

export type FindingKind = keyof typeof rewrites;

/** One place that could be said in a kinder and more exact way. `start` and `end` are character positions in the text. */
export interface Finding {
  kind: FindingKind;
  /** The words found, as they were written. */
  found: string;
  start: number;
  end: number;
  /** A pattern to say it with instead. */
  rewrite: string;
}

/**
 * Finds judgements that pass for facts, labels for a person, mind-reading, and absolutes, in English. It advises and never
 * blocks: it knows words, not people. What stands in quotation marks is evidence and is left alone, and so is a question.
 */
export function checkFeedback(text: string): Finding[] {
  const plain = withoutQuotations(text.replaceAll('’', "'"));
  const found = rules.flatMap((rule) => matches(plain, text, rule));
  const inOrder = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  return inOrder.filter(
    (finding, index) => !inOrder.slice(0, index).some((earlier) => finding.start < earlier.end),
  );
}

interface Rule {
  kind: FindingKind;
  pattern: RegExp;
  /** Passed over where the text before it ends like this. */
  unlessAfter?: RegExp;
  /** Only in sentences that speak to somebody. */
  toSomebody?: true;
}

const degree =
  '(?:(?:a bit|a little|so|too|very|really|quite|rather|just|pretty|extremely|being|such a|such an|an|a) ){0,3}';
const be =
  "you(?:'re| are| were|'ve been| have been| seem| seemed| looked| sounded| acted| behaved| came across as| come across as)";
const softly = '(?:(?:just|only|clearly|obviously|really|simply|even|again|also) ){0,2}';

/** A question, a report of what was said, or a condition: then nobody claims to know. */
const notAClaim =
  /(?:\b(?:did|do|does|would|could|can|may|if|whether|when|whenever|once|unless|what|how|said|say|told (?:me|us)|mentioned|heard|asked|wrote)(?: that)?)\s*$/i;

const rules: Rule[] = [
  {
    kind: 'label',
    pattern: phrase(`${be} (?:not )?${degree}(?:${any(labels)})(?: person)?`),
    unlessAfter: notAClaim,
  },
  { kind: 'label', pattern: phrase(`your (?:attitude|personality|character|ego|nature)`) },
  { kind: 'label', pattern: phrase(`(?:the kind|the type|the sort) of person`) },
  { kind: 'judgement', pattern: phrase(`${be} ${degree}(?:${any(verdicts)})`), unlessAfter: notAClaim },
  { kind: 'judgement', pattern: phrase(`(?:it|that|this) (?:was|is) ${degree}(?:${any(verdicts)})`) },
  { kind: 'judgement', pattern: phrase(`your ${degree}(?:${any(verdicts)}) \\w+`) },
  { kind: 'judgement', pattern: phrase(`you ${softly}(?:${any(verdictVerbs)})`), unlessAfter: notAClaim },
  { kind: 'mind-reading', pattern: phrase(`you ${softly}(?:${any(innerLife)})`), unlessAfter: notAClaim },
  {
    kind: 'mind-reading',
    pattern: phrase(`you're ${softly}(?:afraid|jealous|trying to|not interested|only interested)`),
  },
  { kind: 'mind-reading', pattern: phrase(any(intent)), toSomebody: true },
  {
    kind: 'absolute',
    pattern: phrase(any(absolutes)),
    unlessAfter: /\b(?:i|we|i've|we've|i'll|i'd)(?: (?:have|had|will|would|am|was))?\s*$/i,
    toSomebody: true,
  },
];

function any(phrases: string[]): string {
  return phrases
    .toSorted((a, b) => b.length - a.length)
    .map((each) => each.replaceAll(/[-/\\^$*+?.()|[\]{}]/g, '\\$&'))
    .join('|');
}

function phrase(source: string): RegExp {
  return new RegExp(`(?<![\\w'])(?:${source.replaceAll(' ', '\\s+')})(?![\\w-])`, 'gi');
}

function matches(plain: string, text: string, { kind, pattern, unlessAfter, toSomebody }: Rule): Finding[] {
  return [...plain.matchAll(pattern)].flatMap((match) => {
    const start = match.index;
    const end = start + match[0].length;
    const around = sentenceAround(plain, start);
    const excused =
      unlessAfter?.test(plain.slice(0, start)) ||
      (toSomebody && !/\byou(?:r|rs|rself)?\b|\byou'/i.test(around)) ||
      harmless.some((each) => isInside(plain, { start, end }, each));
    return excused ? [] : [{ kind, found: text.slice(start, end), start, end, rewrite: rewrites[kind] }];
  });
}

function isInside(plain: string, { start, end }: { start: number; end: number }, excuse: string): boolean {
  const from = Math.max(0, start - excuse.length);
  return plain
    .slice(from, end + excuse.length)
    .toLowerCase()
    .includes(excuse);
}

function sentenceAround(plain: string, at: number): string {
  const before = Math.max(...['.', '!', '?', '\n'].map((mark) => plain.lastIndexOf(mark, at - 1)));
  const ends = ['.', '!', '?', '\n'].map((mark) => plain.indexOf(mark, at)).filter((end) => end >= 0);
  return plain.slice(before + 1, ends.length > 0 ? Math.min(...ends) : undefined);
}

/** Blanks out quotations, keeping every other character at its place. */
function withoutQuotations(text: string): string {
  const quotations =
    /"[^"\n]*"|“[^”\n]*”|«[^»\n]*»|‘[^\n]*?'(?!\p{L})|(?<![\p{L}\p{N}])'[^'\n]*(?:'[\p{L}][^'\n]*)*'(?![\p{L}\p{N}])/gu;
  return text.replaceAll(quotations, (quotation) => ' '.repeat(quotation.length));
}
