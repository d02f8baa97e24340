import type { Role } from '../playbook/playbook.ts';

export interface RotaTurn {
  session: number;
  person: string;
  role: Role;
}

/**
 * How often somebody had a role, and their share of it: over the sessions that they came to, turns of the role divided by
 * those who were there, in sixtieths, which two to five people divide without a remainder. With nobody named: all sessions.
 */
export interface RotaTotal {
  person: string | null;
  role: Role;
  turns: number;
  share: number;
}

export const sharesOfATurn = 60;
