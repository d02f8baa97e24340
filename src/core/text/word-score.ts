/** Texts in which words are looked for, and how much a find there counts. */
export interface ScoredText {
  weight: number;
  text: string;
}

/** The things in whose texts the typed words are found, best first. Where nothing was typed the given order stays. */
export function bestByWords<Thing>(
  things: readonly Thing[],
  typed: string,
  textsOf: (thing: Thing) => readonly ScoredText[],
): Thing[] {
  return things
    .map((thing) => ({ thing, score: scoreWords(typed, textsOf(thing)) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ thing }) => thing);
}

/**
 * How well the words that somebody typed fit the texts: 0 when one of them begins no word of any text, 1 when nothing was
 * typed. A whole word counts twice as much as the beginning of one, so that what is typed so far finds something already.
 */
function scoreWords(typed: string, texts: readonly ScoredText[]): number {
  const asked = wordsOf(typed);
  if (asked.length === 0) return 1;
  const places = texts.map(({ weight, text }) => ({ weight, words: wordsOf(text) }));
  const scores = asked.map((word) =>
    places.reduce((sum, { weight, words }) => sum + weight * nearness(word, words), 0),
  );
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
}

function nearness(asked: string, words: string[]): number {
  if (words.includes(asked)) return 2;
  return words.some((word) => word.startsWith(asked)) ? 1 : 0;
}

/** The words of a text in lower case, without accents: "Écouter" is found by "ecou". */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
