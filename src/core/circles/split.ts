/** What two members of a circle have shared, as far as its members know. */
export interface Tie {
  one: string;
  other: string;
  /** Sessions that both took part in. */
  sessions: number;
  /** How often one saw the other's experiment in the wild. */
  sightings: number;
}

/** One way to become two circles. */
export interface Split {
  /** Ids, each circle in the order in which people were given. */
  circles: [string[], string[]];
  /** The strongest tie that each circle keeps, where it keeps any. */
  keeps: [Tie | undefined, Tie | undefined];
  /** Pairs with a tie that stay together, and how many there are in all. */
  kept: number;
  of: number;
}

/** Most ways that are offered. */
const mostSplits = 3;

/**
 * Ways to become two circles that differ by one member at most, those that keep the strongest ties first. Every way is looked
 * at (a circle of five and one who asks has ten), so the answer is the best there is, and the same whenever it is asked for.
 * None for fewer than four people: a circle has two at least.
 *
 * @param people members in the order of their seats, then those who ask to join, who have no ties yet
 */
export function splitCircle({ people, ties }: { people: readonly string[]; ties: readonly Tie[] }): Split[] {
  if (people.length < 4) return [];
  const small = Math.floor(people.length / 2);
  const ways: (Split & { strength: number; weakest: number })[] = [];
  // The first person's circle names the way, so that none is counted twice.
  for (let mask = 1; mask < 2 ** people.length; mask += 2) {
    const here = people.filter((_, index) => mask & (1 << index));
    if (here.length !== small && here.length !== people.length - small) continue;
    const there = people.filter((_, index) => !(mask & (1 << index)));
    const [kept, keptThere] = [tiesWithin(here, ties), tiesWithin(there, ties)];
    const strengths = [kept, keptThere].map((list) => list.reduce((sum, tie) => sum + strengthOf(tie), 0));
    ways.push({
      circles: [here, there],
      keeps: [strongest(kept), strongest(keptThere)],
      kept: kept.length + keptThere.length,
      of: ties.filter((tie) => strengthOf(tie) > 0).length,
      strength: strengths.reduce((sum, each) => sum + each, 0),
      weakest: Math.min(...strengths),
    });
  }
  // Sorting is stable: where two ways are equal the one that keeps the earlier seats together comes first.
  return ways
    .sort((one, other) => other.strength - one.strength || other.weakest - one.weakest)
    .slice(0, mostSplits)
    .map(({ strength: _, weakest: __, ...split }) => split);
}

/** A sighting says that somebody looked out for another between sessions, and counts as two of them. */
function strengthOf({ sessions, sightings }: Tie): number {
  return sessions + 2 * sightings;
}

function tiesWithin(circle: readonly string[], ties: readonly Tie[]): Tie[] {
  return ties.filter((tie) => strengthOf(tie) > 0 && circle.includes(tie.one) && circle.includes(tie.other));
}

function strongest(ties: readonly Tie[]): Tie | undefined {
  return ties.reduce<Tie | undefined>(
    (best, tie) => (best === undefined || strengthOf(tie) > strengthOf(best) ? tie : best),
    undefined,
  );
}
