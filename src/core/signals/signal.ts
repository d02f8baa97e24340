/** What shows that somebody practises: sessions with a role, exercises, experiments, habits of a pact, signs of a goal. */
export const signalKinds = ['session', 'exercise', 'experiment', 'habit', 'sign'] as const;
export type SignalKind = (typeof signalKinds)[number];

/** So many weeks are shown: about a cycle of a circle. */
export const shownWeeks = 12;

/** How often something was done in one week, which its Monday names ("2026-11-16"). */
export interface WeekCount {
  kind: SignalKind;
  week: string;
  times: number;
}

/** One signal over the shown weeks. */
export interface Signal {
  kind: SignalKind;
  /** One for each week, the earliest first. */
  weeks: number[];
  all: number;
}

/**
 * Signals over weeks named by their Mondays, the earliest first; those that never happened are there with noughts. What lies
 * in another week is left out. Nothing is added up over kinds: an exercise and a session are not the same.
 */
export function signalsOver(mondays: readonly string[], counts: readonly WeekCount[]): Signal[] {
  return signalKinds.map((kind) => {
    const own = counts.filter((count) => count.kind === kind);
    const weeks = mondays.map((monday) =>
      own.filter(({ week }) => week === monday).reduce((sum, { times }) => sum + times, 0),
    );
    return { kind, weeks, all: weeks.reduce((sum, times) => sum + times, 0) };
  });
}
