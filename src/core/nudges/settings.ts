import type { NudgeKind } from './kind.ts';

/** How a person wants to be nudged. */
export interface NudgeSettings {
  /** The most mails in any seven days. */
  weekly: number;
  off: readonly NudgeKind[];
  byMail: boolean;
  /** The day (YYYY-MM-DD, on their own calendar) on which nudges come again. */
  pausedUntil?: string;
}

export const usualWeekly = 4;
export const mostWeekly = 14;

/** What holds until somebody says otherwise. */
export const usualSettings: NudgeSettings = { weekly: usualWeekly, off: [], byMail: true };
