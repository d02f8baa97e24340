/** What is kept for as long as its person chooses, by kind. */
export const chosenKinds = ['journal_entry', 'story', 'card', 'pact_report', 'attempt', 'received'] as const;
export type ChosenKind = (typeof chosenKinds)[number];

/** What is kept for a time, chosen or not. */
export const retainedKinds = [...chosenKinds, 'ended_share'] as const;
export type RetainedKind = (typeof retainedKinds)[number];

export interface Retention {
  /** Months from the last change, unless the person chose another; absent: until they say otherwise. */
  usual?: number;
  /** What a person can choose, shortest first; empty where nobody chooses. */
  choices: readonly number[];
}

/**
 * How long each kind is kept. A card's time begins when it leaves the board; what was said and seen of it goes with it. That of
 * what somebody received begins when it was said; it is theirs to keep or delete, so it goes for whoever said it too. A
 * share that has ended stays a year with who has read it, so that its owner can look back; the text itself is not what is kept.
 */
export const retention = {
  journal_entry: { usual: 60, choices: [6, 12, 24, 60, 120] },
  story: { usual: 24, choices: [6, 12, 24, 60] },
  card: { choices: [6, 12, 24, 60] },
  pact_report: { choices: [6, 12, 24, 60] },
  attempt: { choices: [6, 12, 24, 60] },
  received: { choices: [6, 12, 24, 60] },
  ended_share: { usual: 12, choices: [] },
} as const satisfies Readonly<Record<RetainedKind, Retention>>;

/** How long this kind is kept where nobody chose; undefined: until they say otherwise. */
export function usualMonths(kind: RetainedKind): number | undefined {
  const each: Retention = retention[kind];
  return each.usual;
}

/** `months` undefined: until they say otherwise, where that is the usual. */
export function mayKeepFor(kind: RetainedKind, months: number | undefined): boolean {
  const { usual, choices }: Retention = retention[kind];
  return months === undefined ? usual === undefined : choices.includes(months);
}

/** The first instant at which something is no longer kept: as many calendar months later, in UTC, on the month's last day where
 * it is shorter. */
export function keptUntil(lastChange: Date, months: number): Date {
  const end = new Date(lastChange);
  const day = end.getUTCDate();
  end.setUTCDate(1);
  end.setUTCMonth(end.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(day, lastDay));
  return end;
}

/** What was last changed before this instant is over at `now`, so that a query can ask for it. */
export function overBefore(now: Date, months: number): Date {
  return keptUntil(now, -months);
}
