import { parentPort, workerData } from 'node:worker_threads';
import { type Allowance, evaluations } from '#core/matching/allowance.ts';
import { boundOpenly } from '#core/matching/circles/bound-openly.ts';
import { matchCircles } from '#core/matching/circles/match-circles.ts';
import { matchNearby } from '#core/matching/circles/match-nearby.ts';
import type { MatchingResult } from '#core/matching/circles/matching-result.ts';
import { repairCircles } from '#core/matching/circles/repair-circles.ts';
import { type DatabaseUrls, openDatabase } from '#server/database.ts';
import { type MatchingRequest, type MatchingTask, readTask } from './read-task.ts';

/**
 * Up to so many people, by the size of circles, all circles are looked at, within the same budget again, for how much better
 * they could be: of larger circles there are more.
 */
const mostLookedAt: Readonly<Record<number, number>> = { 2: 1200, 3: 480, 4: 300, 5: 300 };
/** The part of the budget that a quicker and less close answer to that may take, with any number of people. */
const quickShare = 0.1;
/** Until where each is of the progress that is shown. */
const [searched, bounded] = [0.6, 0.7];

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
  const thorough = round.people.length <= (mostLookedAt[round.size] ?? 0) && (round.kept ?? []).length === 0;
  const search = part(allowed, { from: 0, to: searched });
  const found = areas ? matchNearby(round, areas, search) : matchCircles(round, search);
  return boundOpenly(round, found, {
    quick: part(allowed * quickShare, { from: searched, to: thorough ? bounded : 1 }),
    thorough: thorough ? part(allowed, { from: bounded, to: 1 }) : undefined,
  });
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
