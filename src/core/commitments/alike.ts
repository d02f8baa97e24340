import { wordsOf } from '../text/word-score.ts';

/** What is compared of a card. */
export interface ComparedCard {
  experiment: string;
  behaviour: string;
  context: string;
}

/** How much alike two cards must be, of 1, where they do not name the same behaviour. */
const least = 0.22;
/** Among so few cards it says little that a word stands on all of them. */
const few = 4;
/** One word in common is chance. */
const leastWords = 2;

/**
 * Earlier cards that are about the same: those that name the same behaviour first, then those with similar words, best first
 * and of equals the earlier in the list, at most `most`. Words that stand on many of the cards say little, so they count
 * little; that holds in every language.
 */
export function findAlike<Card extends ComparedCard>(
  { card, earlier }: { card: ComparedCard; earlier: readonly Card[] },
  most = 3,
): Card[] {
  const all = [card, ...earlier].map(stems);
  const [own = new Set<string>(), ...others] = all;
  if (own.size === 0 && !card.behaviour.trim()) return [];
  const rarity = rarityIn(all);
  const weigh = (words: Iterable<string>) =>
    [...words].reduce((sum, word) => sum + (rarity.get(word) ?? 0), 0);
  const ownWeight = weigh(own);
  const behaviour = plain(card.behaviour);
  return earlier
    .map((each, at) => {
      const words = others[at] ?? new Set();
      const shared = [...own].filter((word) => words.has(word));
      const likeness = shared.length < leastWords ? 0 : weigh(shared) / Math.sqrt(ownWeight * weigh(words));
      const same = behaviour !== '' && plain(each.behaviour) === behaviour;
      return { each, score: (same ? 1 : 0) + likeness };
    })
    .filter(({ score }) => score >= least)
    .sort((one, other) => other.score - one.score)
    .slice(0, most)
    .map(({ each }) => each);
}

/** Beginnings of words, so that "asking" and "asked" meet. */
function stems({ experiment, behaviour, context }: ComparedCard): Set<string> {
  const words = wordsOf(`${experiment} ${behaviour} ${context}`);
  return new Set(words.filter((word) => word.length > 2).map((word) => word.slice(0, 5)));
}

/** What finding each word says: hardly anything when it is on most cards, unless there are only few. */
function rarityIn(cards: readonly Set<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const words of cards) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return new Map([...counts].map(([word, count]) => [word, Math.log((cards.length + few) / count)]));
}

function plain(text: string): string {
  return wordsOf(text).join(' ');
}
