/** So many solves of a round may be stopped: each beginning can be watched, and tells a little. The database says the same. */
const mostStops = 10;

/** How many more solves of a round its organiser may stop. */
export function stopsLeft(solves: readonly { stopped: number }[]): number {
  return Math.max(0, mostStops - solves.reduce((sum, { stopped }) => sum + stopped, 0));
}
