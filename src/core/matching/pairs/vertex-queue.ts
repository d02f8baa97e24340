/**
 * A binary heap of vertices, each with the time at which it is due. A vertex stands in it at most once and may be put
 * earlier: then trees over dense graphs need a place for each vertex, not for each edge.
 */
export class VertexQueue {
  size = 0;
  /** When each vertex is due; Infinity for those that are not waiting. */
  readonly due: Float64Array;
  readonly #heap: Int32Array;
  readonly #place: Int32Array;

  constructor(vertices: number) {
    this.due = new Float64Array(vertices).fill(Number.POSITIVE_INFINITY);
    this.#heap = new Int32Array(vertices);
    this.#place = new Int32Array(vertices);
  }

  /** When the first one is due; Infinity when none is waiting. */
  get next(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : (this.due[this.#heap[0] as number] as number);
  }

  /** Adds a vertex, or lets one that is waiting be due earlier. */
  put(vertex: number, time: number): void {
    const { due } = this;
    const heap = this.#heap;
    const place = this.#place;
    let at = due[vertex] === Number.POSITIVE_INFINITY ? this.size++ : (place[vertex] as number);
    due[vertex] = time;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const holder = heap[above] as number;
      if ((due[holder] as number) <= time) break;
      heap[at] = holder;
      place[holder] = at;
      at = above;
    }
    heap[at] = vertex;
    place[vertex] = at;
  }

  /** Takes away the vertex that is due first. */
  take(): number {
    const { due } = this;
    const heap = this.#heap;
    const place = this.#place;
    const first = heap[0] as number;
    due[first] = Number.POSITIVE_INFINITY;
    const last = --this.size;
    const moved = heap[last] as number;
    const time = due[moved] as number;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= last) break;
      if (
        below + 1 < last &&
        (due[heap[below + 1] as number] as number) < (due[heap[below] as number] as number)
      )
        below++;
      const holder = heap[below] as number;
      if ((due[holder] as number) >= time) break;
      heap[at] = holder;
      place[holder] = at;
      at = below;
    }
    heap[at] = moved;
    place[moved] = at;
    return first;
  }

  clear(): void {
    for (let at = 0; at < this.size; at++) this.due[this.#heap[at] as number] = Number.POSITIVE_INFINITY;
    this.size = 0;
  }
}
