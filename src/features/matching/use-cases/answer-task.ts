import { parentPort, workerData } from 'node:worker_threads';
import { type Allowance, evaluations } from '#core/matching/allowance.ts';
import { boundCircles, withBound } from '#core/matching/circles/bound-circles.ts';
import { matchCircles } from '#core/matching/circles/match-circles.ts';
import { matchNearby } from '#core/matching/circles/match-nearby.ts';
import type { MatchingResult } from '#core/matching/circles/matching-result.ts';
import { repairCircles } from '#core/matching/circles/repair-circles.ts';
import { type DatabaseUrls, openDatabase } from '#server/database.ts';
import { type MatchingRequest, type MatchingTask, readTask } from './read-task.ts';

/** Up to so many people it is worked out, within the same budget again, how much better circles could be. */
const mostBounded = 300;
/** Of the progress that is shown. */
const searchShare = 0.6;

/** What the thread is given, in memory only. */
export interface ThreadData {
  urls: DatabaseUrls;
  request: MatchingRequest;
  /** How many evaluations it may take; by default as many as suit the number of people. */
  budget: number | undefined;
  /** The first number becomes 1 when the search is to stop, the second is how far it is, in hundredths. */
  signals: Int32Array;
}

const { urls, request, budget, signals } = workerData as ThreadData;
const shouldStop = () => Atomics.load(signals, 0) === 1;

// It reads for itself, so that thousands of profiles hold up no page. Nothing that it reads is under anybody's key.
const database = openDatabase(urls, { masterKey: () => Promise.reject(new Error('no key in this thread')) });
const task = await database.asWorker({ organisationId: request.organisationId }, (tx) =>
  readTask(tx, request),
);
await database.close();
parentPort?.postMessage(task && answer(task));

function answer({ round, areas, change }: MatchingTask): MatchingResult {
  const allowed = budget ?? budgetFor(round.people.length);
  if (change) return repairCircles(round, change, part(allowed, { from: 0, to: 1 }));
  const bounded = round.people.length <= mostBounded && (round.kept ?? []).length === 0;
  const search = part(allowed, { from: 0, to: bounded ? searchShare : 1 });
  const found = areas ? matchNearby(round, areas, search) : matchCircles(round, search);
  if (!bounded) return found;
  const rest = part(allowed, { from: searchShare, to: 1 });
  const members = found.circles.map((circle) => circle.members);
  return withBound(found, round.size, boundCircles(round, rest, members));
}

/** The same for the same number of people, so that a seed gives the same circles on every machine. */
function budgetFor(people: number): number {
  return Math.min(20_000_000, 100_000 + 10_000 * people);
}

/** The whole budget, while progress is shown as one part of the work. */
function part(budget: number, { from, to }: { from: number; to: number }): Allowance {
  const used = evaluations(budget, shouldStop);
  return (spent) => {
    const share = used(spent);
    Atomics.store(signals, 1, Math.round((from + share * (to - from)) * 100));
    return share;
  };
}
