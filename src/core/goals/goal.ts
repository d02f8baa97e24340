/** Most milestones of one goal, and the longest texts in characters. */
export const mostMilestones = 5;
export const goalLengths = { text: 280, reason: 400, milestone: 200, learned: 600 };

/** How a goal ended. None is a failure: letting go is a decision. */
export const endings = ['reached', 'partly', 'let go'] as const;
export type Ending = (typeof endings)[number];

/** The longest that a goal may reach ahead, in days. */
export const furthestDays = 366;

/** Something on the way to a goal that somebody could see. Days are YYYY-MM-DD. */
export interface Milestone {
  id: string;
  text: string;
  byOn?: string;
  reached: boolean;
  /** How often its day was moved. */
  moved: number;
}

/** The milestone to turn to: the first that is not reached, by its day; those without a day come last. */
export function nextMilestone(milestones: readonly Milestone[]): Milestone | undefined {
  return milestones
    .filter((each) => !each.reached)
    .reduce<Milestone | undefined>(
      (first, each) => (first === undefined || dayOf(each) < dayOf(first) ? each : first),
      undefined,
    );
}

/** Whether a day can be one of a goal made `today`: not gone by, and within a year. All YYYY-MM-DD. */
export function isWithinReach({ day, today }: { day: string; today: string }): boolean {
  const [at, from] = [Date.parse(`${day}T00:00:00Z`), Date.parse(`${today}T00:00:00Z`)];
  return at >= from && at <= from + furthestDays * 86_400_000;
}

/** Twelve weeks after `today`: about six sessions every other week. */
export function usualUntil(today: string): string {
  return new Date(Date.parse(`${today}T00:00:00Z`) + 84 * 86_400_000).toISOString().slice(0, 10);
}

const dayOf = (milestone: Milestone) => milestone.byOn ?? '9999-12-31';
