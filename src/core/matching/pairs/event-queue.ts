/**
 * A binary heap of events (a time and three numbers), in typed arrays that grow. Events are never taken back: whoever
 * takes one checks whether it still holds.
 */
export class EventQueue {
  size = 0;
  #times = new Float64Array(1024);
  #slots = new Int32Array(3072);

  clear(): void {
    this.size = 0;
  }

  /** The time of the first event; Infinity when there is none. */
  get next(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : (this.#times[0] as number);
  }

  add(time: number, kind: number, from: number, to: number): void {
    if (this.size === this.#times.length) this.#grow();
    let at = this.size++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if ((this.#times[above] as number) <= time) break;
      this.#move(above, at);
      at = above;
    }
    this.#put(at, time, kind, from, to);
  }

  /** Takes the first event away and writes its kind, from and to into `into`. */
  take(into: Int32Array): void {
    for (let each = 0; each < 3; each++) into[each] = this.#slots[each] as number;
    const last = --this.size;
    const time = this.#times[last] as number;
    const [kind, from, to] = [this.#slots[3 * last], this.#slots[3 * last + 1], this.#slots[3 * last + 2]];
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= last) break;
      if (below + 1 < last && (this.#times[below + 1] as number) < (this.#times[below] as number)) below++;
      if ((this.#times[below] as number) >= time) break;
      this.#move(below, at);
      at = below;
    }
    this.#put(at, time, kind as number, from as number, to as number);
  }

  #put(at: number, time: number, kind: number, from: number, to: number): void {
    this.#times[at] = time;
    this.#slots[3 * at] = kind;
    this.#slots[3 * at + 1] = from;
    this.#slots[3 * at + 2] = to;
  }

  #move(from: number, to: number): void {
    this.#times[to] = this.#times[from] as number;
    for (let each = 0; each < 3; each++) this.#slots[3 * to + each] = this.#slots[3 * from + each] as number;
  }

  #grow(): void {
    const [times, slots] = [this.#times, this.#slots];
    this.#times = new Float64Array(2 * times.length);
    this.#times.set(times);
    this.#slots = new Int32Array(2 * slots.length);
    this.#slots.set(slots);
  }
}
