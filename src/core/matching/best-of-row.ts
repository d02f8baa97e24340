/**
 * The columns with the greatest values of one row, best first; equal values in order of columns. Takes one pass and a
 * small sorted list, because rows are long and the wanted lists short.
 */
export class BestOfRow {
  readonly columns: Int32Array;
  readonly #values: Float64Array;
  size = 0;

  constructor(most: number) {
    this.columns = new Int32Array(most);
    this.#values = new Float64Array(most);
  }

  clear(): void {
    this.size = 0;
  }

  /** The value that a further column must exceed to be taken. */
  get threshold(): number {
    return this.size < this.columns.length
      ? Number.NEGATIVE_INFINITY
      : (this.#values[this.size - 1] as number);
  }

  add(column: number, value: number): void {
    const { columns } = this;
    const values = this.#values;
    let at = this.size;
    if (at === columns.length) {
      if (at === 0 || !(value > (values[at - 1] as number))) return;
      at--;
    } else this.size++;
    while (at > 0 && (values[at - 1] as number) < value) {
      values[at] = values[at - 1] as number;
      columns[at] = columns[at - 1] as number;
      at--;
    }
    values[at] = value;
    columns[at] = column;
  }
}
