import type { App } from '#server/app.ts';
import type { Tx } from '#server/database.ts';
import { enqueueJob } from '#server/enqueue-job.ts';
import type { RoundOrganiser } from '../access.ts';
import { listJoining } from '../store/answers.ts';
import { peopleForRound } from '../store/people-for-round.ts';
import { finishSolve, listSolves, noteProgress, requestSolve, type SolveKey } from '../store/solves.ts';
import { matchInThread } from './match-in-thread.ts';

export type AskedForSolve =
  | { ok: true; number: number }
  | { ok: false; reason: 'too-few' | 'running' | 'none-left' };

/** Asks for a solve; the job does it. One that was cancelled or lost its server is done again and does not count twice. */
export async function askForSolve(tx: Tx, organiser: RoundOrganiser): Promise<AskedForSolve> {
  if ((await listJoining(tx, organiser)).length < 2) return { ok: false, reason: 'too-few' };
  const number = await requestSolve(tx, organiser);
  if (number === undefined) {
    const last = (await listSolves(tx, organiser)).at(-1);
    return { ok: false, reason: last?.state === 'running' ? 'running' : 'none-left' };
  }
  const { organisationId, roundId } = organiser;
  await enqueueJob(tx, {
    task: 'solve-round',
    payload: { organisationId, roundId, number: String(number) },
    key: `solve-round:${roundId}:${number}`,
  });
  return { ok: true, number };
}

/**
 * What the job does: reads the people, lets a thread match them, keeps the result. Nothing is written before the end but how
 * far it is, so a server that is killed leaves the round as it was.
 */
export async function solveRound(
  { database, clock }: Pick<App, 'database' | 'clock'>,
  solve: SolveKey,
): Promise<void> {
  const { organisationId } = solve;
  const round = await database.asWorker({ organisationId }, async (tx) => {
    if (!(await noteProgress(tx, solve, 0))) return undefined;
    return peopleForRound(tx, solve, { now: clock.now() });
  });
  if (!round) return;
  const result = await matchInThread({ round }, (progress) =>
    database.asWorker({ organisationId }, (tx) => noteProgress(tx, solve, progress)),
  );
  if (!result) return;
  const { circles, unplaced } = result;
  await database.asWorker({ organisationId }, (tx) => finishSolve(tx, solve, { circles, unplaced }));
}
