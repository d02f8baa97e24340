/** What others reached on the same instances in groups of four, on the same kind of machine, in about five seconds. */
export const peers: Record<string, Record<string, number>> = {
  coach120: { 'best of others': 990176, bound: 992113 },
  ranreal120: { 'best of others': 16207173, bound: 16415320 },
  coach480: { 'best of others': 4260026, bound: 4294602 },
  ranreal480: { 'best of others': 66969906, bound: 69192004 },
  coach2000: { 'best of others': 18524405 },
  ranreal2000: { 'best of others': 286910381 },
};

/** Proven optima of pairs, and how long LEMON's blossom took for them. */
export const pairPeers: Record<string, { optimum: number; seconds: number }> = {
  coach200: { optimum: 620130, seconds: 0.02 },
  coach480: { optimum: 1563898, seconds: 0.2 },
  coach1000: { optimum: 3355298, seconds: 1.8 },
  coach2000: { optimum: 6888935, seconds: 9.8 },
};
