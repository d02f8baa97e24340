import type { SparseGraph } from './sparse-graph.ts';
import { VertexQueue } from './vertex-queue.ts';

/**
 * A pairing in which some people are paired by halves with two others, round cycles of odd length: the optimum of the
 * linear programme without odd sets. Duals are for twice the weights, whole, and cover every edge of the graph; the edges
 * of pairs and of cycles are covered exactly ("tight").
 */
export interface HalfPairs {
  graph: SparseGraph;
  dual: Float64Array;
  /** Whom each is paired with; -1 for the free and for those in a cycle. */
  mate: Int32Array;
  /** The next vertex round the cycle, or -1. */
  cycle: Int32Array;
}

type Pairs = Pick<HalfPairs, 'mate' | 'cycle'>;

/** Lets go of a vertex, and of its mate; of a cycle the others are paired with each other. */
export function letGo(halves: Pairs, vertex: number): void {
  const { mate } = halves;
  const partner = mate[vertex] as number;
  if (partner !== -1) mate[partner] = -1;
  mate[vertex] = -1;
  openCycle(halves, vertex);
}

/** A vertex leaves its cycle, if it is in one; the others are paired with each other. */
function openCycle({ mate, cycle }: Pairs, vertex: number): void {
  if (cycle[vertex] === -1) return;
  for (let one = cycle[vertex] as number; one !== vertex; ) {
    const other = cycle[one] as number;
    const next = cycle[other] as number;
    mate[one] = other;
    mate[other] = one;
    cycle[one] = -1;
    cycle[other] = -1;
    one = next;
  }
  cycle[vertex] = -1;
}

/** The pairs alone, and of each cycle all but one paired as well; those are -1. */
export function openCycles(halves: HalfPairs): Int32Array {
  const opened = { mate: halves.mate.slice(), cycle: halves.cycle.slice() };
  for (let vertex = 0; vertex < opened.mate.length; vertex++) openCycle(opened, vertex);
  return opened.mate;
}

const free = 0;
const even = 1;
const odd = 2;

/**
 * Pairs all the free by halves, best for the graph, by one tree after the other in which a vertex needs one look at its
 * edges: there are no blossoms, as where two even vertices meet, the cycle is paired by halves and the tree is done. O(n m
 * log n) for n free vertices and m edges, and mostly far less. (Derigs and Metz 1986, "On the use of optimal fractional
 * matchings for solving the (integer) matching problem".) False when `shouldStop` came first; the graph must have a pairing
 * of all.
 */
export function pairByHalves(halves: HalfPairs, shouldStop: () => boolean): boolean {
  const { mate, cycle, graph } = halves;
  const tree = new Tree(graph.count);
  for (let root = 0; root < graph.count; root++) {
    if (mate[root] !== -1 || cycle[root] !== -1) continue;
    if (shouldStop()) return false;
    grow(halves, tree, root);
  }
  return true;
}

class Tree {
  readonly label: Uint8Array;
  /** When each vertex of the tree was reached; duals are as they were then until the tree is done. */
  readonly since: Float64Array;
  /** The even vertex from which an odd one was reached. */
  readonly from: Int32Array;
  readonly reached: Int32Array;
  readonly waiting: VertexQueue;

  constructor(vertices: number) {
    this.label = new Uint8Array(vertices);
    this.since = new Float64Array(vertices);
    this.from = new Int32Array(vertices);
    this.reached = new Int32Array(vertices);
    this.waiting = new VertexQueue(vertices);
  }
}

/** Even vertices sink and odd ones rise with time, until the tree meets a free vertex, a cycle, or itself. */
function grow({ graph, dual, mate, cycle }: HalfPairs, tree: Tree, root: number): void {
  const { start, neighbour, doubled } = graph;
  const { label, since, from, reached, waiting } = tree;
  let [end, near, far] = [Number.POSITIVE_INFINITY, -1, -1];
  let [size, now, vertex] = [0, 0, root];
  for (;;) {
    label[vertex] = even;
    since[vertex] = now;
    reached[size++] = vertex;
    const own = (dual[vertex] as number) + now;
    const last = start[vertex + 1] as number;
    for (let at = start[vertex] as number; at < last; at++) {
      const other = neighbour[at] as number;
      const state = label[other] as number;
      if (state === odd) continue;
      let time = own + (dual[other] as number) - (doubled[at] as number);
      if (state === even) time = (time + (since[other] as number)) / 2;
      if (time >= end) continue;
      if (state === even || mate[other] === -1) {
        end = time;
        near = vertex;
        far = other;
      } else if (time < (waiting.due[other] as number)) {
        from[other] = vertex;
        waiting.put(other, time);
      }
    }
    if (waiting.next >= end) break;
    now = waiting.next;
    const below = waiting.take();
    label[below] = odd;
    since[below] = now;
    reached[size++] = below;
    vertex = mate[below] as number;
  }
  if (near === -1) throw new Error('A graph without a pairing of all was to be paired.');
  waiting.clear();
  const met = label[far] === even;
  for (let at = 0; at < size; at++) {
    const each = reached[at] as number;
    const moved = end - (since[each] as number);
    dual[each] = (dual[each] as number) + (label[each] === even ? -moved : moved);
    label[each] = free;
  }
  if (met) closeCycle({ mate, cycle }, from, near, far);
  else {
    openCycle({ mate, cycle }, far);
    mate[far] = near;
    turn(mate, from, near, far);
  }
}

/** Gives an even vertex a new partner; the way from there to the root changes pairs. */
function turn(mate: Int32Array, from: Int32Array, vertex: number, partner: number): void {
  let [inner, outer] = [vertex, partner];
  for (;;) {
    const above = mate[inner] as number;
    mate[inner] = outer;
    if (above === -1) return;
    inner = from[above] as number;
    mate[above] = inner;
    outer = above;
  }
}

/** Two even vertices met: the cycle over the vertex where their ways part is paired by halves. */
function closeCycle({ mate, cycle }: Pairs, from: Int32Array, near: number, far: number): void {
  const [one, other] = [wayUp(mate, from, near), wayUp(mate, from, far)];
  while (one.length > 1 && other.length > 1 && one.at(-2) === other.at(-2)) {
    one.pop();
    other.pop();
  }
  const top = one.pop() as number;
  const above = mate[top] as number;
  if (above !== -1) {
    const parent = from[above] as number;
    mate[above] = parent;
    turn(mate, from, parent, above);
  }
  const round = [...one, ...other.reverse()];
  for (const [at, vertex] of round.entries()) {
    mate[vertex] = -1;
    cycle[vertex] = round[(at + 1) % round.length] as number;
  }
}

/** The vertices from an even one to the root, even and odd by turns. */
function wayUp(mate: Int32Array, from: Int32Array, vertex: number): number[] {
  const way = [vertex];
  for (let above = mate[vertex] as number; above !== -1; ) {
    const next = from[above] as number;
    way.push(above, next);
    above = mate[next] as number;
  }
  return way;
}
