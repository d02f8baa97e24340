import type { MatchedCircle } from './matching-result.ts';

/**
 * The share of all pairs that a round may ever show together, where it is large enough. Whoever was shown together does
 * not refuse each other, and that is what moving people about teaches: shown pairs of a share f let somebody guess with
 * 0.5 + f / 2 at most (as the area under the curve), however often they ask.
 */
const nearShare = 0.09;

type Proposed = readonly Pick<MatchedCircle, 'members' | 'commonHours' | 'facts'>[];

/**
 * Who may be brought together in a round after its first proposal: people of the same neighbourhood, which is a few circles
 * of that proposal whose language and hours are alike, at least two. Later proposals and moves by hand stay within
 * neighbourhoods; whoever came since is put into the smallest ones. They follow from what was shown, and so tell nothing.
 *
 * @param proposals the circles of each finished proposal, in order; one that mixes neighbourhoods, because otherwise
 *   somebody would have had no circle, begins them anew
 * @param people who is in now
 * @returns each person of `people` in one neighbourhood; undefined while no proposal seats half of them
 */
export function neighbourhoods(
  proposals: readonly Proposed[],
  people: readonly string[],
): string[][] | undefined {
  let places: Map<string, number> | undefined;
  for (const circles of proposals) {
    if (places && !mixes(circles, places)) places = new Map([...around(circles, places), ...places]);
    else if (2 * seated(circles, people) >= people.length) places = begin(circles);
  }
  if (!places) return undefined;
  const found = Array.from({ length: 1 + Math.max(...places.values()) }, (): string[] => []);
  for (const person of people) found[places.get(person) ?? -1]?.push(person);
  const areas = found.filter(({ length }) => length > 0);
  for (const person of people)
    if (!places.has(person)) areas.toSorted((a, b) => a.length - b.length)[0]?.push(person);
  return areas;
}

function seated(circles: Proposed, people: readonly string[]): number {
  const sitting = new Set(circles.flatMap(({ members }) => members));
  return people.filter((person) => sitting.has(person)).length;
}

function mixes(circles: Proposed, places: ReadonlyMap<string, number>): boolean {
  return circles.some(({ members }) => {
    const known = members.map((person) => places.get(person)).filter((place) => place !== undefined);
    return new Set(known).size > 1;
  });
}

/** Whoever is new in a circle belongs where the others of it do. */
function* around(circles: Proposed, places: ReadonlyMap<string, number>): Iterable<[string, number]> {
  for (const { members } of circles) {
    const place = members.map((person) => places.get(person)).find((known) => known !== undefined);
    if (place !== undefined) for (const person of members) yield [person, place];
  }
}

function begin(circles: Proposed): Map<string, number> {
  const people = circles.reduce((sum, { members }) => sum + members.length, 0);
  const each = Math.max(2, Math.floor(((1 + nearShare * (people - 1)) * circles.length) / people));
  const count = Math.max(1, Math.floor(circles.length / each));
  const alike = circles
    .map((circle) => ({ ...circle, language: languageOf(circle), middle: middleOfDay(circle.commonHours) }))
    .sort((a, b) => (a.language < b.language ? -1 : a.language > b.language ? 1 : a.middle - b.middle));
  return new Map(
    alike.flatMap(({ members }, at) =>
      members.map((person) => [person, Math.floor((at * count) / alike.length)] as const),
    ),
  );
}

function languageOf({ facts }: Proposed[number]): string {
  return facts.flatMap((fact) => (fact.kind === 'language' ? fact.languages : [])).join();
}

/** The middle of a week's half-hours, round the clock of a day of 48. */
function middleOfDay(week: readonly number[]): number {
  let [x, y] = [0, 0];
  week.forEach((word, at) => {
    for (let bit = 0; bit < 32; bit++)
      if (word & (1 << bit)) {
        const angle = (((at * 32 + bit) % 48) * Math.PI) / 24;
        x += Math.cos(angle);
        y += Math.sin(angle);
      }
  });
  return ((Math.atan2(y, x) / Math.PI + 1) * 24) % 48;
}
