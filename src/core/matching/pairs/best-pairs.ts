import type { PairWeights } from '../weights.ts';
import { type AlternatingTree, treeOf } from './alternating-tree.ts';
import { type HalfPairs, letGo, openCycles, pairByHalves } from './half-pairs.ts';
import { balancedDuals, likeliestEdges } from './likeliest-edges.ts';
import { type PairSearch, pairAndPrice } from './pair-and-price.ts';
import { type PairDuals, type Pairing, PairingSoFar } from './pairing-so-far.ts';
import { pricePairs } from './price-pairs.ts';
import { setFree } from './set-free.ts';
import { sharedDuals } from './shared-duals.ts';
import { sparseGraph } from './sparse-graph.ts';
import { pairSparsely } from './sparse-pairs.ts';
import { startHalves } from './start-halves.ts';

/**
 * The pairing of an even number of people with the greatest sum of weights. Solves it over the likeliest edges, then
 * adds those edges of the complete graph that the duals would want ("pricing") and goes on from the pairs and duals so
 * far, until they want none: then the duals prove that no pairing of the complete graph is better. First by halves, where
 * trees are quick, then with Edmonds' blossoms, which only the odd cycles of the halves still need (Applegate and Cook
 * 1993, "Solving large-scale matching problems"; Cook and Rohe 1999, "Computing minimum-weight perfect matchings").
 *
 * When `shouldStop` says so, the answer is the best pairs so far with the least bound so far.
 *
 * @param given whole weights of an even number of people
 * @param likeliest how many edges a person has at first
 */
export function bestPairs(given: PairWeights, shouldStop = () => false, likeliest = 10): Pairing {
  const { count } = given;
  if (count % 2 === 1) throw new RangeError(`${count} people cannot be paired: an even number can.`);
  const soFar = new PairingSoFar(given);
  const likely = balancedDuals(given);
  const edges = likeliestEdges(given, likely, Math.min(likeliest, Math.max(0, count - 1)));
  const halves = startHalves(sparseGraph(given, edges), likely);
  if (pairAndPrice(given, { edges, soFar }, byHalves(halves, shouldStop)))
    pairAndPrice(given, { edges, soFar }, byBlossoms(treeOf(halves), shouldStop));
  else soFar.offerDuals({ people: pricePairs(given, likely).covering, sets: [] });
  return soFar.pairing;
}

function byHalves(state: HalfPairs, shouldStop: () => boolean): PairSearch {
  return {
    state,
    pairAll: () => pairByHalves(state, shouldStop),
    pairs: () => openCycles(state),
    sets: () => [],
    shared: () => () => 0,
    setFree: (vertex) => letGo(state, vertex),
  };
}

function byBlossoms(state: AlternatingTree, shouldStop: () => boolean): PairSearch {
  return {
    state,
    pairAll: () => pairSparsely(state, shouldStop),
    pairs: () => state.mate,
    sets: () => setsOf(state),
    shared: () => sharedDuals(state),
    setFree: (vertex) => setFree(state, vertex),
  };
}

function setsOf({ graph, dual, inside }: AlternatingTree): PairDuals['sets'] {
  const sets: PairDuals['sets'] = [];
  for (let node = graph.count; node < 2 * graph.count; node++)
    if (inside[node] && (dual[node] as number) > 0)
      sets.push({ people: [...(inside[node] as Int32Array)], dual: dual[node] as number });
  return sets;
}
