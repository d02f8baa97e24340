/** A group that the linear program may use: its members as rows, and what it is worth. */
export interface Column {
  rows: readonly number[];
  worth: number;
}

const tiny = 1e-7;

/**
 * The linear program over groups, max sum of worth * x with every person in at most one group and a fine for being in
 * none: revised primal simplex with a dense inverse, right for some hundreds of people. The right-hand side is moved a
 * little from 1, each row by its own amount, because equal ones make the simplex go round in circles.
 */
export class Master {
  readonly columns: Column[] = [];
  readonly duals: Float64Array;
  readonly #inverse: Float64Array;
  /** The column in the basis at each place; -1 - row for the slack of a row. */
  readonly #basis: Int32Array;
  readonly #solution: Float64Array;
  readonly #step: Float64Array;
  readonly #inBasis: boolean[] = [];
  readonly count: number;

  constructor(count: number, fine: number) {
    this.count = count;
    this.duals = new Float64Array(count).fill(-fine);
    this.#inverse = new Float64Array(count * count);
    for (let row = 0; row < count; row++) this.#inverse[row * count + row] = 1;
    this.#basis = Int32Array.from({ length: count }, (_, row) => -1 - row);
    this.#solution = Float64Array.from(
      { length: count },
      (_, row) => 1 + 1e-5 * (1 + ((row * 7919) % 1009) / 1009),
    );
    this.#step = new Float64Array(count);
    this.#fine = fine;
  }

  readonly #fine: number;

  add(column: Column): void {
    this.columns.push(column);
    this.#inBasis.push(false);
  }

  /** How much a column is worth beyond the duals of its members. */
  reducedWorth({ rows, worth }: Column): number {
    let reduced = worth;
    for (const row of rows) reduced -= this.duals[row] as number;
    return reduced;
  }

  /** Pivots until no column or slack is worth more than its duals, or until told to stop. */
  solve(shouldStop: () => boolean): void {
    for (let pivots = 0; !(pivots % 16 === 0 && shouldStop()); pivots++) {
      const entering = this.#entering();
      if (entering === undefined) return;
      this.#pivot(entering);
    }
  }

  /** The columns that are used, with their share. */
  used(): { column: Column; share: number }[] {
    const found: { column: Column; share: number }[] = [];
    for (let place = 0; place < this.count; place++) {
      const at = this.#basis[place] as number;
      const share = this.#solution[place] as number;
      if (at >= 0 && share > 1e-3) found.push({ column: this.columns[at] as Column, share });
    }
    return found;
  }

  #entering(): number | undefined {
    let [best, most] = [undefined as number | undefined, tiny * (1 + this.#fine)];
    for (let at = 0; at < this.columns.length; at++) {
      if (this.#inBasis[at]) continue;
      const reduced = this.reducedWorth(this.columns[at] as Column);
      if (reduced > most) [best, most] = [at, reduced];
    }
    if (best !== undefined) return best;
    for (let row = 0; row < this.count; row++) {
      const reduced = -this.#fine - (this.duals[row] as number);
      if (reduced > most) [best, most] = [-1 - row, reduced];
    }
    return best;
  }

  #pivot(entering: number): void {
    const { count, duals } = this;
    const inverse = this.#inverse;
    const step = this.#step.fill(0);
    const rows = entering < 0 ? [-1 - entering] : (this.columns[entering] as Column).rows;
    for (let place = 0; place < count; place++) {
      let sum = 0;
      for (const row of rows) sum += inverse[place * count + row] as number;
      step[place] = sum;
    }
    let [leaving, least] = [-1, Number.POSITIVE_INFINITY];
    for (let place = 0; place < count; place++) {
      if ((step[place] as number) <= 1e-9) continue;
      const ratio = (this.#solution[place] as number) / (step[place] as number);
      if (ratio < least) [leaving, least] = [place, ratio];
    }
    if (leaving < 0) throw new Error('A program in which every group has members cannot be unbounded.');
    const reduced =
      entering < 0
        ? -this.#fine - (duals[-1 - entering] as number)
        : this.reducedWorth(this.columns[entering] as Column);
    const pivot = step[leaving] as number;
    const from = leaving * count;
    for (let row = 0; row < count; row++) {
      const value = (inverse[from + row] as number) / pivot;
      inverse[from + row] = value;
      duals[row] = (duals[row] as number) + reduced * value;
    }
    for (let place = 0; place < count; place++) {
      const factor = step[place] as number;
      if (place === leaving || factor === 0) continue;
      this.#solution[place] = Math.max(0, (this.#solution[place] as number) - factor * least);
      const to = place * count;
      for (let row = 0; row < count; row++)
        inverse[to + row] = (inverse[to + row] as number) - factor * (inverse[from + row] as number);
    }
    this.#solution[leaving] = least;
    const old = this.#basis[leaving] as number;
    if (old >= 0) this.#inBasis[old] = false;
    if (entering >= 0) this.#inBasis[entering] = true;
    this.#basis[leaving] = entering;
  }
}
