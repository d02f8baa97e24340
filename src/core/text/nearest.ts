/**
 * The allowed word that `found` was most likely meant to be, or undefined when none is close.
 * Case is ignored; a swapped pair of letters counts as one slip, and one slip in three letters is close.
 */
export function nearest(found: string, allowed: readonly string[]): string | undefined {
  const word = found.trim().toLowerCase();
  if (word.length === 0 || word.length > longestWord) return undefined;
  let best: { candidate: string; slips: number } | undefined;
  for (const candidate of allowed) {
    const tolerated = Math.floor(Math.max(word.length, candidate.length) / 3);
    if (Math.abs(word.length - candidate.length) > tolerated) continue;
    const slips = slipsBetween({ from: word, to: candidate.toLowerCase() });
    if (slips <= tolerated && (best === undefined || slips < best.slips)) best = { candidate, slips };
  }
  return best?.candidate;
}

/** Nobody misspells a keyword into a paragraph, and the comparison costs the product of the lengths. */
const longestWord = 60;

/** Edit distance with neighbouring swaps (optimal string alignment). */
function slipsBetween({ from, to }: { from: string; to: string }): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1];
      let slips = Math.min(
        cell(previous, column) + 1,
        cell(current, column - 1) + 1,
        cell(previous, column - 1) + (same ? 0 : 1),
      );
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) slips = Math.min(slips, cell(beforePrevious, column - 2) + 1);
      current.push(slips);
    }
    beforePrevious = previous;
    previous = current;
  }
  return cell(previous, to.length);
}

function cell(row: number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
