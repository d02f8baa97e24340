/** Where the points of a line chart lie, in a box of this size; the first value at the start, the newest at the end. */
export interface LinePoint {
  x: number;
  y: number;
}

/**
 * Lays values over time into a box, with the days as far apart as they are. One value, or values that are all alike, lie
 * in the middle of the height. Days are `YYYY-MM-DD`, oldest first.
 */
export function lineOf(
  values: readonly { on: string; value: number }[],
  { width, height }: { width: number; height: number },
): LinePoint[] {
  const days = values.map(({ on }) => Date.parse(`${on}T00:00:00Z`));
  const numbers = values.map(({ value }) => value);
  const [first, last] = [days[0] ?? 0, days.at(-1) ?? 0];
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return values.map(({ value }, index) => ({
    x: last === first ? width / 2 : (((days[index] ?? first) - first) / (last - first)) * width,
    y: high === low ? height / 2 : height - ((value - low) / (high - low)) * height,
  }));
}
