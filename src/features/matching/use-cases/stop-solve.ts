import { stopsLeft } from '#core/matching/stops-left.ts';
import type { Tx } from '#server/database.ts';
import type { RoundOrganiser } from '../access.ts';
import { cancelSolve, listSolves } from '../store/solves.ts';

export type StoppedSolve = { ok: true } | { ok: false; reason: 'runs-on' };

/** Ends a solve that runs; the round stays as it was. So many times a round, and then each one runs to its end. */
export async function stopSolve(tx: Tx, organiser: RoundOrganiser): Promise<StoppedSolve> {
  if (await cancelSolve(tx, organiser)) return { ok: true };
  const solves = await listSolves(tx, organiser);
  // Ended meanwhile, it needs no stopping.
  const runsOn = solves.at(-1)?.state === 'running' && stopsLeft(solves) === 0;
  return runsOn ? { ok: false, reason: 'runs-on' } : { ok: true };
}
