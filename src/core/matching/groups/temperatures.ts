/** Where a search by temperature begins and ends. */
export interface Temperatures {
  hot: number;
  cold: number;
}

const hotShare = 0.12;
const coldShare = 0.002;
const step = 0.75;

/**
 * Finds temperatures for a problem that is not known: cools fast and notes where the share of swaps that are made falls
 * below what is worth searching at, and where next to nothing moves.
 *
 * @param spread how far weights are apart: a temperature at which nearly all swaps are made
 * @param made the share of swaps made at a temperature; undefined when there is no allowance left for asking
 */
export function findTemperatures(
  spread: number,
  made: (temperature: number) => number | undefined,
): Temperatures {
  let hot = 0;
  let temperature = spread;
  for (let steps = 0; steps < 40; steps++) {
    const share = made(temperature);
    if (share === undefined) break;
    if (hot === 0 && share < hotShare) hot = temperature;
    if (share < coldShare) return { hot: hot || temperature, cold: temperature };
    temperature *= step;
  }
  return { hot: hot || spread / 8, cold: Math.min(temperature, spread / 200) };
}
