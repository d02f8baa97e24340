/** The value below which `percent` of the sorted values lie, to a tenth. */
export function percentile(sorted: Float64Array, percent: number): number {
  const value =
    sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
  return Math.round(value * 10) / 10;
}

/** A plain table for the terminal; columns as wide as their headings, figures to the right. */
export function table(headings: string[], rows: (string | number)[][], withHeading = true): string {
  const widths = headings.map((heading) => Math.max(heading.length, 8));
  const line = (cells: (string | number)[]) =>
    cells.map((cell, at) => String(cell).padStart(widths[at] ?? 8)).join('  ');
  return [...(withHeading ? [line(headings)] : []), ...rows.map(line)].join('\n');
}
