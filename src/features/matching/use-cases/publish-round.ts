import type { Tx } from '#server/database.ts';
import type { RoundOrganiser } from '../access.ts';
import { withdrawRound } from '../store/round.ts';
import { cancelSolve, publishSolve } from '../store/solves.ts';

/** Makes one proposal known to everybody who is in. False: another one is known already, or this one has no circle. */
export async function publishRound(tx: Tx, organiser: RoundOrganiser, solve: number): Promise<boolean> {
  return publishSolve(tx, organiser, solve);
}

/** Ends a solve that runs; the round stays as it was. */
export async function stopSolve(tx: Tx, organiser: RoundOrganiser): Promise<void> {
  await cancelSolve(tx, organiser);
}

/** Calls a round off before its circles are known. */
export async function callRoundOff(tx: Tx, organiser: RoundOrganiser): Promise<void> {
  await cancelSolve(tx, organiser);
  await withdrawRound(tx, organiser);
}
