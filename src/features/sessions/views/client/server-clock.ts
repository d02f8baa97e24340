/** One hearing of the server's clock. */
export interface Heard {
  serverNow: number;
  /** By this device's clock. */
  heardAt: number;
}

/** Further off than this, the device's clock was set or the machine slept: what was known before is of no use. */
const jump = 2_000;

/**
 * How far the server's clock is ahead of this device's, in milliseconds. News arrives late, never early, so the largest
 * difference heard so far is the truest; unless the clock jumped, which shows as a much smaller one.
 */
export function learnAhead(known: number | undefined, { serverNow, heardAt }: Heard): number {
  const ahead = serverNow - heardAt;
  return known === undefined || known - ahead > jump ? ahead : Math.max(known, ahead);
}

/** Milliseconds until the shown second of a countdown to `endsAt` changes; a little late rather than early. */
export function untilNextSecond({ endsAt, now }: { endsAt: number; now: number }): number {
  const rest = (endsAt - now) % 1000;
  return (rest > 0 ? rest : rest + 1000) + 8;
}
