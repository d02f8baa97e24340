import { tellCircle } from '#features/changes/use-cases/tell-circle.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { tellOpenSession } from '#features/sessions/use-cases/tell-open-session.ts';
import type { Tx } from '#server/database.ts';
import { emptyOutcome } from '../store/cards.ts';
import { emptyStep } from '../store/steps.ts';

/**
 * Takes back what I once said of my own card; that I tried stays told. What was said last stands on the card as well, and goes
 * from there too. Another's, or what is gone, stays as it is.
 */
export async function takeBackWords(tx: Tx, member: CircleMember, step: string): Promise<void> {
  if (!(await emptyStep(tx, member, step))) return;
  await emptyOutcome(tx, member, step);
  await tellOpenSession(tx, member);
  await tellCircle(tx, member, 'board');
}
