import { setTimeout as wait } from 'node:timers/promises';
import { answerTime, shownProgress } from '#core/matching/answer-time.ts';
import { allLocked } from '#core/matching/obstacles.ts';
import { shortOf } from '#core/matching/short-of.ts';
import type { App } from '#server/app.ts';
import type { Tx } from '#server/database.ts';
import { enqueueJob } from '#server/enqueue-job.ts';
import type { RoundOrganiser } from '../access.ts';
import { listJoining } from '../store/answers.ts';
import { lockedIn, readDraft } from '../store/drafts.ts';
import { finishSolve, listSolves, noteProgress, requestSolve, type SolveKey } from '../store/solves.ts';
import { matchInThread } from './match-in-thread.ts';

/** How often a sign of life is shown, in milliseconds. */
const pace = 500;

export type AskedForSolve =
  | { ok: true; number: number }
  | { ok: false; reason: 'too-few' | 'all-locked' | 'running' | 'none-left' };

/** Asks for a solve; the job does it. One that was cancelled or lost its server is done again and does not count twice. */
export async function askForSolve(tx: Tx, organiser: RoundOrganiser): Promise<AskedForSolve> {
  const joining = (await listJoining(tx, organiser)).map(({ id }) => id);
  if (joining.length < 2) return { ok: false, reason: 'too-few' };
  const locked = lockedIn(await readDraft(tx, organiser));
  if (allLocked({ joining, locked })) return { ok: false, reason: 'all-locked' };
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
 * What the job does: lets a thread match the people, keeps the result.
 * Nothing is written before the end but how far it is, so a server that is killed leaves the round as it was. The result is
 * held back to one of a few times, so that how long it took says nothing about what people keep to themselves. `budget`: how
 * many evaluations it may take, by default as many as suit the number of people.
 */
export async function solveRound(
  { database, clock }: Pick<App, 'database' | 'clock'>,
  solve: SolveKey,
  budget?: number,
): Promise<void> {
  const { organisationId } = solve;
  const began = performance.now();
  const note = (progress: number) =>
    database.asWorker({ organisationId }, (tx) => noteProgress(tx, solve, shownProgress(progress)));
  if (!(await note(0))) return;
  const request = { organisationId, roundId: solve.roundId, now: clock.now() };
  const result = await matchInThread(database, { request, budget }, note);
  if (!result) return;
  if (!(await holdBack(began, () => note(100)))) return;
  const { circles, unplaced } = result;
  const within = shortOf(result);
  await database.asWorker({ organisationId }, (tx) =>
    finishSolve(tx, solve, { circles, unplaced, ...(within === undefined ? {} : { within }) }),
  );
}

/** Signs of life are shown while waiting. False: somebody has cancelled meanwhile. */
async function holdBack(began: number, signOfLife: () => Promise<boolean>): Promise<boolean> {
  const until = began + answerTime(performance.now() - began);
  for (;;) {
    const left = until - performance.now();
    if (left <= 0) return true;
    await wait(Math.min(left, pace));
    if (!(await signOfLife())) return false;
  }
}
