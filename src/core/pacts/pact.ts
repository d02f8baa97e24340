/** What a pair or a circle holds itself to between sessions. */
export interface PactWords {
  /** Small things that somebody could see; one at least. */
  habits: string[];
  /** Signs on the way. */
  milestones: string[];
  /** How and when they tell each other. */
  telling: string;
}

/** Most lines of each, and the longest of them in characters. */
export const pactLimits = { habits: 3, milestones: 3, line: 160, telling: 280, report: 280 } as const;

/** How it went: no more than a word, and none of them is a failure. */
export const reportWords = ['did it', 'partly', 'not yet'] as const;
export type ReportWord = (typeof reportWords)[number];

export interface Report {
  id: string;
  person: string;
  /** YYYY-MM-DD. */
  on: string;
  word: ReportWord;
  text: string;
  /** Somebody said that it is about them: only whoever told it reads it. */
  aside: boolean;
}

/**
 * The last report of each, in the order in which they sit: never by how it went, how often or how long. Who has said nothing
 * yet is there as well.
 */
export function lastReports<P extends { id: string }>(
  people: readonly P[],
  reports: readonly Report[],
): { person: P; last?: Report }[] {
  return people.map((person) => {
    const theirs = reports.filter((report) => report.person === person.id);
    const last = theirs.reduce<Report | undefined>(
      (best, each) => (best && best.on >= each.on ? best : each),
      undefined,
    );
    return { person, ...(last && { last }) };
  });
}

/** Whom a version waits for: those it concerns who have not said yes. */
export function awaited<P extends { id: string }>(people: readonly P[], agreed: readonly string[]): P[] {
  return people.filter(({ id }) => !agreed.includes(id));
}
