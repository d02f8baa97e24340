import { type Allowance, type Meter, meter, stretch } from '../allowance.ts';
import { groupSizes } from '../group-sizes.ts';
import { bestGroups } from '../groups/best-groups.ts';
import { strongestMates } from '../groups/strongest-mates.ts';
import { random } from '../random.ts';
import { type PairWeights, sumInside } from '../weights.ts';
import { dive } from './dive.ts';
import { generateGroups, type Pricing } from './generate-groups.ts';
import { improveParts } from './improve-parts.ts';
import { columnOf, priceNear } from './price-near.ts';
import { proveBound } from './prove-bound.ts';
import { seatLeft } from './seat-left.ts';

/** Groups with a bound that no others exceed. */
export interface BoundedGroups {
  groups: number[][];
  objective: number;
  bound: number;
}

export interface BoundedRequest {
  size: number;
  seed: number;
  allowance: Allowance;
  /** Whether to look for a good bound; otherwise it is a plain one, and the first search is longer. */
  proving: boolean;
}

/** Share of the allowance for a first search: a long one is ahead where all groups are about alike, as points in space. */
const [shortFirst, longFirst] = [0.05, 0.5];
/** Until when a bound is sought. */
const proofShare = 0.4;
const rounds = 15;
/** Each person's look at their partners costs as much as so many swaps. */
const lookCost = 1000;
/** Up to so many people the first dive is a slow one. */
const [fewPeople, slow, fast] = [700, 0.05, 0.2];

/**
 * Groups by way of the linear program over all groups: a short search, fractional groups with duals that say what each
 * person can bring, a dive from them, and then part after part made anew while the allowance lasts.
 */
export function boundedGroups(given: PairWeights, request: BoundedRequest): BoundedGroups {
  const { size, seed, allowance, proving } = request;
  const sizes = groupSizes(given.count, size);
  const smaller = sizes.at(-1) ?? 0;
  const plain = strongestMates(given, size);
  if (sizes.length < 2 || smaller < 2) {
    const { groups, objective } = bestGroups(given, { size, seed, allowance: () => 1 });
    return { groups, objective, bound: objective };
  }
  const begin = allowance(0);
  const part = { from: begin, to: begin + (proving ? shortFirst : longFirst) * (1 - begin) };
  const first = bestGroups(given, { size, seed, allowance: stretch(allowance, part) });
  const measured = meter(allowance, first.evaluations);
  const price = pricing(given, { sizes, meter: measured });
  const problem = {
    people: given.count,
    alive: [...Array(given.count).keys()],
    size: smaller,
    larger: sizes.filter((each) => each > smaller).length,
    price,
    meter: measured,
  };
  const worth = (group: readonly number[]) => columnOf(given, group).worth;
  const root = generateGroups(
    { ...problem, rounds },
    {
      columns: first.groups.map((group) => columnOf(given, group)),
      shares: first.groups.map(() => 1),
      duals: sharesOf(given, first.groups),
    },
  );
  const early = { ...problem, meter: until(measured, proofShare) };
  const proven = proving ? proveBound(given, early, root) : Number.POSITIVE_INFINITY;
  const bound = Math.min(plain, rounded(given, proven));
  const dice = random(seed);
  const haste = given.count > fewPeople ? fast : slow;
  const found = dive({ ...problem, haste, dice }, root);
  const groups = seatLeft(given, found, sizes);
  const best = sumInside(given, groups) > first.objective ? groups : first.groups;
  const improved = improveParts(best, root.program, { ...problem, worth, dice, enough: bound });
  const objective = sumInside(given, improved);
  return { groups: improved, objective, bound: Math.max(bound, objective) };
}

/** Groups of both sizes among each person's partners, on the meter. */
function pricing(given: PairWeights, { sizes, meter }: { sizes: readonly number[]; meter: Meter }): Pricing {
  const [larger, smaller] = [sizes[0] as number, sizes.at(-1) as number];
  return (duals, wanted) => {
    const { alive } = wanted;
    const found = priceNear(given, { size: smaller, duals, alive });
    meter.spend(alive.length * lookCost);
    if (wanted.larger === 0) return found;
    meter.spend(alive.length * lookCost);
    return [
      ...found,
      ...priceNear(given, { size: larger, duals, alive, toll: duals[given.count] as number }),
    ];
  };
}

/** The same meter, which says that its allowance is used when a share of it is. */
function until(whole: Meter, share: number): Meter {
  return { ...whole, share: () => whole.share() / share };
}

/** Sums of whole weights are whole. */
function rounded({ weights }: PairWeights, bound: number): number {
  const safe = bound + 1e-7 * Math.abs(bound);
  return weights instanceof Int32Array ? Math.floor(safe) : safe;
}

/**
 * Duals with which these groups are worth nothing more: each group's sum shared by what each member brings to it. Of a
 * larger group members get as much as a smaller one would give them, and being larger gets the rest.
 */
function sharesOf(given: PairWeights, groups: readonly (readonly number[])[]): Float64Array {
  const { count, weights } = given;
  const shares = new Float64Array(count + 2);
  const smaller = Math.min(...groups.map(({ length }) => length));
  const larger = groups.filter(({ length }) => length > smaller);
  for (const group of groups)
    for (const a of group)
      for (const b of group)
        if (a !== b)
          shares[a] =
            (shares[a] as number) +
            ((weights[a * count + b] as number) * (smaller - 1)) / (2 * (group.length - 1));
  shares[count] = larger.length > 0 ? sumInside(given, larger) / larger.length / smaller : 0;
  return shares;
}
