/** A group that may be chosen: its members in rising order, and what it is worth. */
export interface Column {
  rows: readonly number[];
  worth: number;
}

/**
 * The problem: everybody who is `alive` in one group of `size`, or in one of the `larger` groups with one member more. Where
 * none is larger, groups may also be smaller, any number of them: what those are asked for is the affair of whoever adds them.
 */
export interface FractionalRequest {
  people: number;
  alive: readonly number[];
  size: number;
  larger: number;
}

/** Groups to begin with; `shares` says how much of each is chosen. */
export interface FractionalStart {
  columns: readonly Column[];
  shares: ArrayLike<number>;
  duals: Float64Array;
}

/**
 * The linear program over known groups, max sum of worth * share with everybody in exactly one, solved about by the
 * primal-dual hybrid gradient (Chambolle and Pock 2011) with diagonal steps, averages and restarts as in PDLP (Applegate
 * et al. 2021). A pass costs a few steps for each member of each group, so thousands of people are not too many. Duals
 * need not be exact: any duals give a bound.
 */
export class FractionalGroups {
  readonly columns: Column[] = [];
  /** Of each person, then of being a larger group: the mean of the latest passes. */
  readonly duals: Float64Array;
  /** Of each column, likewise. */
  shares = new Float64Array(64);
  readonly #request: FractionalRequest;
  /** Members of a group in rows, with two rows more where some are larger: see `#rowsOf`. */
  readonly #width: number;
  readonly #wanted: Float64Array;
  readonly #uses: Float64Array;
  readonly #keys = new Set<string>();
  #rows: Int32Array;
  #worth = new Float64Array(64);

  constructor(request: FractionalRequest, start: FractionalStart) {
    const { people, alive, size, larger } = request;
    this.#request = request;
    this.#width = larger > 0 ? size + 2 : size;
    this.#wanted = new Float64Array(people + 2);
    for (const person of alive) this.#wanted[person] = 1;
    this.#wanted[people] = larger;
    this.#uses = new Float64Array(people + 2);
    this.duals = new Float64Array(people + 2);
    this.duals.set(start.duals);
    this.#rows = new Int32Array(64 * this.#width);
    for (const [at, column] of start.columns.entries()) this.add(column, start.shares[at] ?? 0);
  }

  /** Adds a group; false when it was known. */
  add(column: Column, share = 0): boolean {
    const key = column.rows.join(' ');
    if (this.#keys.has(key)) return false;
    this.#keys.add(key);
    const at = this.columns.length;
    if (at === this.shares.length) this.#grow();
    this.#rows.set(this.#rowsOf(column), at * this.#width);
    for (const row of this.#rowsOf(column)) this.#uses[row] = (this.#uses[row] as number) + 1;
    this.#worth[at] = column.worth;
    this.shares[at] = share;
    this.columns.push(column);
    return true;
  }

  /** Goes on for so many passes from the last means. `pace` says how far duals move while a share moves by 1. */
  improve(passes: number, pace: number): void {
    const [columns, width, rows, worth] = [this.columns.length, this.#width, this.#rows, this.#worth];
    const { duals, shares } = this;
    const now = { duals: duals.slice(), shares: shares.slice() };
    const step = 1 / (pace * width);
    const chosen = new Float64Array(duals.length);
    duals.fill(0);
    shares.fill(0);
    for (let pass = 0; pass < passes; pass++) {
      chosen.fill(0);
      for (let at = 0, row = 0; at < columns; at++) {
        let reduced = worth[at] as number;
        for (const end = row + width; row < end; row++) reduced -= now.duals[rows[row] as number] as number;
        const before = now.shares[at] as number;
        const after = Math.max(0, before + step * reduced);
        if (after === 0 && before === 0) continue;
        now.shares[at] = after;
        shares[at] = (shares[at] as number) + after;
        for (let back = row - width; back < row; back++)
          chosen[rows[back] as number] = (chosen[rows[back] as number] as number) + 2 * after - before;
      }
      for (let row = 0; row < duals.length - 1; row++) {
        const lack = (this.#wanted[row] as number) - (chosen[row] as number);
        now.duals[row] = (now.duals[row] as number) - (pace / Math.max(1, this.#uses[row] as number)) * lack;
        duals[row] = (duals[row] as number) + (now.duals[row] as number);
      }
    }
    for (let row = 0; row < duals.length; row++) duals[row] = (duals[row] as number) / passes;
    for (let at = 0; at < columns; at++) shares[at] = (shares[at] as number) / passes;
  }

  /** What everybody's duals promise together: with `excess` for what groups exceed them by, a bound. */
  promised(): number {
    return this.duals.reduce((sum, dual, row) => sum + dual * (this.#wanted[row] as number), 0);
  }

  /** Rows of the members; where some groups are larger, then of being one; then of a row that asks for nothing. */
  #rowsOf({ rows }: Column): number[] {
    const { people, size } = this.#request;
    if (this.#width === size) return Array.from({ length: size }, (_, at) => rows[at] ?? people + 1);
    return [...rows, ...(rows.length > size ? [people] : [people + 1]), people + 1].slice(0, this.#width);
  }

  #grow(): void {
    const grown = (from: Float64Array) => {
      const to = new Float64Array(2 * from.length);
      to.set(from);
      return to;
    };
    this.shares = grown(this.shares);
    this.#worth = grown(this.#worth);
    const rows = new Int32Array(2 * this.#rows.length);
    rows.set(this.#rows);
    this.#rows = rows;
  }
}
