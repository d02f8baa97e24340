/** The longest title and text of a story, in characters. */
export const storyLengths = { title: 120, text: 4000 } as const;
