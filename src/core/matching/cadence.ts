/** How often the circles of a round meet. */
export const cadences = ['weekly', 'fortnightly', 'monthly'] as const;
export type Cadence = (typeof cadences)[number];
