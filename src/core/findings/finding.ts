/** Longest texts of a finding, in characters. */
export const findingLengths = { title: 120, obstacle: 1200, change: 1200, toName: 80, answer: 2000 } as const;

/** How many a circle may have open at once: it is for what matters, and whoever is asked can only do so much. */
export const mostOpenFindings = 3;

/** How long the link of one can be answered, in days. */
export const findingDays = 30;

/** When what happened to a finding, each where it did. */
export interface FindingTimes {
  settledAt?: Date | undefined;
  sentAt?: Date | undefined;
  expiresAt?: Date | undefined;
  withdrawnAt?: Date | undefined;
  answeredAt?: Date | undefined;
}

/**
 * `asked`: its words wait for every member's yes. `agreed`: all said yes, and nothing has left the circle yet. `sent`: it can be
 * answered. `unanswered`: the time for that is over.
 */
export type FindingState = 'asked' | 'agreed' | 'sent' | 'unanswered' | 'answered' | 'withdrawn';

export function findingState(times: FindingTimes, now: Date): FindingState {
  if (times.answeredAt) return 'answered';
  if (times.withdrawnAt) return 'withdrawn';
  if (!times.settledAt) return 'asked';
  if (!times.sentAt || !times.expiresAt) return 'agreed';
  return times.expiresAt <= now ? 'unanswered' : 'sent';
}

/** What a member can do with it; nobody can take back what was answered, and nobody changes what all agreed to. */
export function canDo(state: FindingState): ('consent' | 'reword' | 'send' | 'withdraw')[] {
  switch (state) {
    case 'asked':
      return ['consent', 'reword', 'withdraw'];
    case 'agreed':
    case 'sent':
    case 'unanswered':
      return ['send', 'withdraw'];
    default:
      return [];
  }
}
