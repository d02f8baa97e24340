import type { Tx } from '#server/database.ts';
import type { RoundOrganiser } from '../access.ts';
import { cancelSolve, publishSolve } from '../store/solves.ts';
import { askToMail } from './mail-notices.ts';

/** Makes one proposal known to everybody who is in. False: another one is known already, or this one has no circle. */
export async function publishRound(tx: Tx, organiser: RoundOrganiser, solve: number): Promise<boolean> {
  const published = await publishSolve(tx, organiser, solve);
  if (published) await askToMail(tx, { organisationId: organiser.organisationId, about: organiser.roundId });
  return published;
}

/** Ends a solve that runs; the round stays as it was. */
export async function stopSolve(tx: Tx, organiser: RoundOrganiser): Promise<void> {
  await cancelSolve(tx, organiser);
}
