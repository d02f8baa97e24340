import { type Allowance, type Meter, meter } from '../allowance.ts';
import { groupSizes } from '../group-sizes.ts';
import { bestMates } from './best-mates.ts';
import { agreed, type CirclesBound } from './bound-circles.ts';
import { type CircleTable, circleTable } from './circle-table.ts';
import { circleScore, circleValue } from './circle-value.ts';
import { curved } from './curve.ts';
import { type MateTable, mateTable } from './mate-table.ts';
import type { MatchRound } from './round.ts';

/** Beyond so many people all pairs of them would take too much memory. */
export const mostByMates = 3000;
/** How often charges are changed at most. */
const passes = 16;
/** How far each change goes, and how much less far after one that helped little. */
const [wholeStep, shorter, little] = [0.5, 0.9, 1e-4];
/** What a pair and a look at a mate cost beside the trial of an exchange, and what a pair costs before the first pass. */
const [pairCost, lookCost, readCost] = [0.01, 0.02, 0.2];
/** Where no circles are known, what they are taken to reach of the first bound. */
const guess = 0.75;

/**
 * A bound for any number of people up to some thousands, in a short time; less close than that of `boundCircles`.
 *
 * A circle's score is the mean over its members of their shares, and a person's share is at most that with the mates who suit
 * them best, whether these suit each other or not (best-mates.ts). So that not everybody counts on the same few, a person
 * charges each mate, who gets what the person pays: in circles, where both sit with each other, that is nothing altogether,
 * so with any charges no circles have a greater sum of shares. Charges follow who is wished for and does not wish back
 * (Lagrangian relaxation; Held and Karp 1971). What so many people have on average, curved, is the bound on the value: the
 * curve is concave, so equal scores are worth most.
 *
 * @param found circles of the round to begin from, by ids; the bound allows the sizes that they have. People may be left out
 * @returns undefined where it was stopped before everybody was looked at once, or circles are open to others
 */
export function boundByMates(
  round: MatchRound,
  allowance: Allowance,
  found?: readonly (readonly string[])[],
): CirclesBound | undefined {
  const { people, size, kept = [] } = round;
  if (people.length > mostByMates || kept.some(({ open }) => open)) return undefined;
  const table = circleTable(round);
  const value = circleValue(table, round);
  const placeOf = new Map(people.map(({ id }, place) => [id, place]));
  const placesOf = (members: readonly string[]) => members.map((id) => placeOf.get(id) as number);
  const locked = kept.map(({ members }) => placesOf(members));
  const standing = new Set(locked.flat());
  const free = [...people.keys()].filter((place) => !standing.has(place));
  const circles = found?.map(placesOf).filter((members) => !members.some((place) => standing.has(place)));
  const sizes = groupSizes(free.length, size);
  const counted = circles === undefined || agreed(circles, sizes);
  const lengths = [...new Set([...sizes, ...(circles ?? []).map(({ length }) => length)])]
    .filter((length) => length > 1)
    .sort((a, b) => a - b);
  const measured = meter(allowance);
  const mates = mateTable(table, round, {
    largest: Math.max(2, ...lengths),
    shouldStop: () => {
      measured.spend(people.length * readCost);
      return measured.share() >= 1;
    },
  });
  const shares =
    mates &&
    mostShares({
      mates,
      free,
      lengths,
      larger: counted ? sizes.filter((each) => each > (sizes.at(-1) as number)).length : 0,
      reached: circles && reachedBy(circles, { table, round }),
      meter: measured,
    });
  if (shares === undefined) return undefined;
  const rest = shares.people * curved(Math.min(1, shares.sum / Math.max(1, shares.people)));
  const stands = locked.reduce((sum, members) => sum + Math.max(0, value(members)), 0);
  return { value: stands + rest + 1e-9 * people.length, lengths, counted, leaving: !counted };
}

function reachedBy(
  circles: readonly (readonly number[])[],
  { table, round }: { table: CircleTable; round: MatchRound },
): number {
  const score = circleScore(table, round.weights);
  return circles.reduce((sum, members) => sum + members.length * score(members), 0);
}

interface Shares {
  mates: MateTable;
  free: readonly number[];
  lengths: readonly number[];
  /** How many circles are of the larger of two sizes; 0 where any number may be. */
  larger: number;
  /** The sum of shares in known circles. */
  reached: number | undefined;
  meter: Meter;
}

/** The least sum of everybody's greatest shares that was found, and how many people could be in a circle. */
function mostShares({ mates, free, lengths, larger, reached, meter }: Shares) {
  const { count } = mates;
  const transfers = new Float64Array(count * count);
  const wanted: (readonly number[])[] = new Array(count).fill([]);
  const inLarger = larger * (lengths.at(-1) ?? 0);
  let [least, step, toll]: [{ sum: number; people: number } | undefined, number, number] = [
    undefined,
    wholeStep,
    0,
  ];
  for (let pass = 0; pass < passes; pass++) {
    let [sum, people, large] = [toll * inLarger, 0, 0];
    for (const person of free) {
      let most = 0;
      let seated = false;
      wanted[person] = [];
      for (const length of lengths) {
        const isLarge = larger > 0 && length === lengths.at(-1);
        const found = bestMates(mates, transfers, { person, mates: length - 1 });
        meter.spend(count * pairCost + found.looked * lookCost);
        const share = found.share - (isLarge ? toll : 0);
        if (found.mates.length === 0 || (seated && share <= most)) continue;
        [most, seated, wanted[person]] = [Math.max(0, share), true, found.mates];
      }
      sum += most;
      if (seated) people++;
      if ((wanted[person] as readonly number[]).length + 1 === lengths.at(-1)) large++;
      if (meter.share() >= 1) return least;
    }
    if (least === undefined || sum < least.sum - little * people) least = { sum, people };
    else {
      least = { sum: Math.min(sum, least.sum), people };
      step *= shorter;
    }
    const oneSided = free.flatMap((person) =>
      (wanted[person] as readonly number[])
        .filter((other) => !(wanted[other] as readonly number[]).includes(person))
        .map((other) => [person, other] as const),
    );
    const surplus = larger > 0 ? large - inLarger : 0;
    const over = sum - (reached ?? guess * least.sum);
    if (over <= 0 || (oneSided.length === 0 && surplus === 0)) break;
    const far = (step * over) / (oneSided.length / 2 + surplus ** 2);
    for (const [person, other] of oneSided) {
      transfers[person * count + other] = (transfers[person * count + other] as number) - far / 2;
      transfers[other * count + person] = (transfers[other * count + person] as number) + far / 2;
    }
    toll += far * surplus;
  }
  return least;
}
