import { parentPort, workerData } from 'node:worker_threads';
import { matchCircles } from '#core/matching/circles/match-circles.ts';
import type { MatchRound } from '#core/matching/circles/round.ts';
import { allowanceUntil } from './time-allowance.ts';

/** What a worker of the match command is given. */
export interface CirclesTask {
  round: MatchRound;
  /** Milliseconds since 1970. */
  begin: number;
  end: number;
}

const { round, begin, end } = workerData as CirclesTask;
parentPort?.postMessage(matchCircles(round, allowanceUntil({ begin, end })));
