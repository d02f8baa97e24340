import { tellCircle } from '#features/changes/use-cases/tell-circle.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { emptyStep } from '../store/steps.ts';

/** Takes back what I once said of my own card; that I tried stays told. Another's, or what is gone, stays as it is. */
export async function takeBackWords(tx: Tx, member: CircleMember, step: string): Promise<void> {
  if (await emptyStep(tx, member, step)) await tellCircle(tx, member, 'board');
}
