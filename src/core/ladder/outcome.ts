/** How an attempt went, in the words of who tried. */
export const outcomes = ['not-yet', 'hard', 'came', 'by-itself'] as const;
export type Outcome = (typeof outcomes)[number];
