/** Something about what somebody wrote after hearing a story, with the words that show it. */
export type ListeningSign =
  | { kind: 'own-words'; found: string[] }
  | { kind: 'asks'; found: string }
  | { kind: 'advice'; found: string }
  | { kind: 'own-story'; found: string };

/** What the exercise goes by: words that the teller chose. Texts of one language each. */
export interface ToldStory {
  text: string;
  /** As the teller said them; the listener may have kept them. */
  tellersWords: readonly string[];
}

/**
 * Looks for a few signs of listening in what somebody wrote back, in English: the teller's own words kept, a question
 * whether it is right, advice, an own story. It knows words and no meaning; it says what it found and never what is missing.
 */
export function noticeListening(
  written: string,
  { tellersWords }: Pick<ToldStory, 'tellersWords'>,
): ListeningSign[] {
  const plain = flatten(written);
  const kept = tellersWords.filter((words) => plain.includes(flatten(words)));
  const found = (pattern: RegExp) => pattern.exec(plain)?.[0];
  const [asks, advice, story] = [found(asking), found(advising), found(ownStory)];
  return [
    ...(kept.length > 0 ? [{ kind: 'own-words' as const, found: kept }] : []),
    ...(asks ? [{ kind: 'asks' as const, found: asks }] : []),
    ...(advice ? [{ kind: 'advice' as const, found: advice }] : []),
    ...(story ? [{ kind: 'own-story' as const, found: story }] : []),
  ];
}

const asking =
  /\b(?:is that (?:it|right|near)|did i (?:miss|get)|have i got|what did i miss|am i near)\b[^.?]*\?/;
const advising =
  /\b(?:(?:you|she) (?:should|could|must|ought to|need to|needs to)|why (?:don't|not|doesn't) (?:you|she)|(?:you|she) (?:might|may) want to|have you tried|next time (?:you|she)|my advice|i would (?:just )?(?:tell|say|ask|do|write|send))\b/;
const ownStory =
  /\b(?:(?:the same|that) happened to me|me too|i (?:once|also) (?:had|was|did)|i know (?:the|that|this) feeling|reminds me of|when i was|in my team|with us it)\b/;

function flatten(text: string): string {
  return text.toLowerCase().replaceAll('’', "'").replace(/\s+/g, ' ');
}
