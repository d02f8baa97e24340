/** How many sessions a cycle may have, and how many it usually has. */
export const cycleSessions = { least: 2, most: 12, usual: 6 } as const;

/** Most criteria of a cycle, and the longest texts in characters. */
export const mostCriteria = 3;
export const decisionLengths = { outcome: 280, criterion: 160, rhythm: 80 } as const;

/** Playbooks that suit a last session, the most usual first. */
export const farewellPlaybooks = [
  'gratitude-circle',
  'project-debrief-moment',
  'two-sentence-update',
] as const;
