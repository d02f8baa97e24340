import { BestOfRow } from '../best-of-row.ts';
import type { PairWeights } from '../weights.ts';
import type { AlternatingTree } from './alternating-tree.ts';
import { sparseGraph } from './sparse-graph.ts';
import { pairSparsely } from './sparse-pairs.ts';

/** A pairing of everybody, and what proves how good it is. */
export interface Pairing {
  /** Whom each is paired with. */
  mate: Int32Array;
  /** No pairing has a greater sum; equal to the sum when the search was not stopped. */
  bound: number;
  /** Duals of twice the weights: `bound` is half of their sum. Of single people, and of odd sets of people. */
  duals: { people: Float64Array; sets: { people: number[]; dual: number }[] };
  /** Whether every pair of the complete graph was looked at. */
  proven: boolean;
}

/**
 * The pairing of an even number of people with the greatest sum of weights. Solves it over the likeliest edges, then
 * adds those edges of the complete graph that the duals would want ("pricing"), until they want none: then the duals
 * prove that no pairing of the complete graph is better (Applegate and Cook 1993, "Solving large-scale matching
 * problems").
 *
 * @param likeliest how many edges a person has at first
 * @returns undefined only when `shouldStop` came before a first pairing
 */
export function bestPairs(given: PairWeights, shouldStop = () => false, likeliest = 10): Pairing | undefined {
  const { count } = given;
  if (count % 2 === 1) throw new RangeError(`${count} people cannot be paired: an even number can.`);
  if (count === 0)
    return {
      mate: new Int32Array(),
      bound: 0,
      duals: { people: new Float64Array(), sets: [] },
      proven: true,
    };
  let duals = balancedDuals(given);
  const edges = likeliestEdges(given, duals, Math.min(likeliest, count - 1));
  for (let v = 0; v < count; v += 2) addEdge(edges, given, v, v + 1);
  let best: { tree: AlternatingTree; deficit: number } | undefined;
  for (;;) {
    const tree = pairSparsely(sparseGraph(count, edges.values()), { duals, shouldStop });
    if (!tree) return best && pairingOf(best);
    duals = tree.dual.slice(0, count);
    const { wanted, deficit } = price(given, tree);
    best = { tree, deficit };
    if (wanted.length === 0) return pairingOf(best);
    for (const [a, b] of wanted) addEdge(edges, given, a, b);
  }
}

const sweeps = 20;

/**
 * Prices that let nobody be everybody's favourite: each sweep moves a person's dual half of the way to what the best
 * partner would leave.
 */
function balancedDuals({ count, weights }: PairWeights): Float64Array {
  const duals = new Float64Array(count);
  for (let sweep = 0; sweep < sweeps; sweep++)
    for (let v = 0; v < count; v++) {
      let most = Number.NEGATIVE_INFINITY;
      for (let other = 0; other < count; other++) {
        const left = 2 * (weights[v * count + other] as number) - (duals[other] as number);
        if (left > most && other !== v) most = left;
      }
      duals[v] = sweep === 0 ? most / 2 : Math.ceil((most + (duals[v] as number)) / 2);
    }
  return duals.map(Math.ceil);
}

type Edges = Map<number, [number, number, number]>;

function addEdge(edges: Edges, { count, weights }: PairWeights, a: number, b: number): void {
  const [low, high] = a < b ? [a, b] : [b, a];
  edges.set(low * count + high, [low, high, weights[low * count + high] as number]);
}

function likeliestEdges(given: PairWeights, duals: Float64Array, most: number): Edges {
  const { count, weights } = given;
  const edges: Edges = new Map();
  const best = new BestOfRow(most);
  for (let v = 0; v < count; v++) {
    best.clear();
    for (let other = 0; other < count; other++) {
      const value = 2 * (weights[v * count + other] as number) - (duals[other] as number);
      if (other !== v && value > best.threshold) best.add(other, value);
    }
    for (let at = 0; at < best.size; at++) addEdge(edges, given, v, best.columns[at] as number);
  }
  return edges;
}

/** At most so many edges are added for a person in one go: the worst ones mend the others as well. */
const mostAdded = 4;

/** Pairs whose dual constraint is broken, the worst of each person; and how much duals must rise to mend all. */
function price(
  { count, weights }: PairWeights,
  tree: AlternatingTree,
): { wanted: [number, number][]; deficit: number } {
  const { dual } = tree;
  const wanted: [number, number][] = [];
  const best = new BestOfRow(mostAdded);
  const shared = sharedDuals(tree);
  let deficit = 0;
  for (let a = 0; a < count; a++) {
    best.clear();
    let worst = 0;
    const own = dual[a] as number;
    for (let b = 0; b < count; b++) {
      const lack = 2 * (weights[a * count + b] as number) - own - (dual[b] as number);
      if (lack <= 0 || a === b) continue;
      const broken = lack - shared(a, b);
      if (broken <= 0) continue;
      if (broken > worst) worst = broken;
      best.add(b, broken);
    }
    // Each of the two raised by half of the worst that it is part of mends every broken pair.
    deficit += worst / 2;
    for (let at = 0; at < best.size; at++) wanted.push([a, best.columns[at] as number]);
  }
  return { wanted, deficit };
}

/** Sums the duals of the blossoms that hold both of two vertices; quick when the first one stays the same. */
function sharedDuals({ around, dual, outer }: AlternatingTree): (a: number, b: number) => number {
  // For each blossom whose it was last, and the duals from there outwards.
  const holder = new Int32Array(around.length).fill(-1);
  const outwards = new Float64Array(around.length);
  let last = -1;
  const look = (a: number) => {
    const path: number[] = [];
    for (let node = around[a] as number; node >= 0; node = around[node] as number) path.push(node);
    let sum = 0;
    for (const node of path.reverse()) {
      sum += dual[node] as number;
      holder[node] = a;
      outwards[node] = sum;
    }
    last = a;
  };
  return (a, b) => {
    if (outer[a] !== outer[b]) return 0;
    if (a !== last) look(a);
    for (let node = around[b] as number; node >= 0; node = around[node] as number)
      if (holder[node] === a) return outwards[node] as number;
    return 0;
  };
}

function pairingOf({ tree, deficit }: { tree: AlternatingTree; deficit: number }): Pairing {
  const { graph, mate, dual, inside } = tree;
  const people = dual.slice(0, graph.count);
  const sets: Pairing['duals']['sets'] = [];
  for (let node = graph.count; node < 2 * graph.count; node++)
    if (inside[node] && (dual[node] as number) > 0)
      sets.push({ people: [...(inside[node] as Int32Array)], dual: dual[node] as number });
  let doubled = deficit;
  for (const each of people) doubled += each;
  for (const set of sets) doubled += (set.dual * (set.people.length - 1)) / 2;
  return { mate, bound: doubled / 2, duals: { people, sets }, proven: deficit === 0 };
}
