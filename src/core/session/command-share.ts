import type { ActType } from './command.ts';
import type { Refusal } from './refusal.ts';

/**
 * Commands of one person in one session that are taken up: far more than a session has. Without an end a client of somebody's
 * own could fill the disk with them.
 */
export const mostCommands = 5000;

/**
 * Taken up from then on as well: to go, to end, and to take back what is one's own. Each undoes something that was counted,
 * so these have an end too.
 */
export const alwaysTaken: readonly ActType[] = [
  'leave',
  'resume',
  'remove',
  'close',
  'agree-discard',
  'withdraw-discard',
];

/** @param sent how many commands of this person were taken up in this session before */
export function beyondShare(type: ActType, sent: number): Refusal | undefined {
  if (sent < mostCommands || alwaysTaken.includes(type)) return undefined;
  return { refusal: 'enough-sent', most: mostCommands };
}
