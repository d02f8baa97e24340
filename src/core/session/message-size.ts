/** The most characters of one text in an act, whatever it is; of most texts less is allowed, which `decide` says. */
export const longestTyped = 4000;

/** The most characters that are kept of a draft: the database keeps 20,000 characters of JSON, and some take two. */
export const longestDraft = 9000;
