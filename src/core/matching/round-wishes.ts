import { type PartName, type RoundWeights, usualWeights } from './circles/round.ts';

/** What an organiser may weigh, in words. Likes are private wishes, and nobody else's to weigh. */
export const weighedParts = ['stretch', 'ground', 'diversity', 'hours', 'freshness'] as const;
export type WeighedPart = (typeof weighedParts)[number];

export const wishNames = ['less', 'usual', 'more'] as const;
export type WishName = (typeof wishNames)[number];

/** What is not named counts as usual. */
export type RoundWishes = Partial<Record<WeighedPart, WishName>>;

const factors: Record<WishName, number> = { less: 0.4, usual: 1, more: 2.5 };

/** The weights of a round from an organiser's words. */
export function weightsOf(wishes: RoundWishes): RoundWeights {
  const weights: Record<PartName, number> = { ...usualWeights };
  for (const part of weighedParts) weights[part] *= factors[wishes[part] ?? 'usual'];
  return weights;
}
