/** A source of numbers that look random and are always the same for one seed. */
export interface Random {
  /** A whole number from 0 to below - 1. */
  below(bound: number): number;
  /** A number above 0 and below 1. */
  share(): number;
}

/** Xorshift (Marsaglia 2003) after mixing the seed, so that neighbouring seeds have nothing in common. */
export function random(seed: number): Random {
  let state = Math.imul((seed | 0) ^ 0x9e3779b9, 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35) ^ (state >>> 16);
  if (state === 0) state = 0x6d2b79f5;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  return {
    below: (bound) => Math.floor((next() * bound) / 4294967296),
    share: () => (next() + 0.5) / 4294967296,
  };
}
