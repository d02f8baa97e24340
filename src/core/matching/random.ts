/** A source of numbers that look random and are always the same for one seed. */
export interface Random {
  /** A whole number from 0 to below - 1. */
  below(bound: number): number;
  /** A number above 0 and below 1. */
  share(): number;
}

/** Mulberry32 (Ettinger 2017): a counter that is mixed well, so that numbers drawn in a row have nothing in common. */
export function random(seed: number): Random {
  // Mixed first, so that neighbouring seeds do not walk the same way a step apart.
  let state = Math.imul(seed ^ (seed >>> 15) ^ 0x9e3779b9, 0x85ebca6b);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return {
    below: (bound) => Math.floor((next() * bound) / 4294967296),
    share: () => (next() + 0.5) / 4294967296,
  };
}
