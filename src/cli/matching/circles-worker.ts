import { parentPort, workerData } from 'node:worker_threads';
import { evaluations } from '#core/matching/allowance.ts';
import { boundCircles } from '#core/matching/circles/bound-circles.ts';
import { matchCircles } from '#core/matching/circles/match-circles.ts';
import type { MatchRound } from '#core/matching/circles/round.ts';
import { allowanceUntil } from './time-allowance.ts';

/** What a worker of the match command is given. */
export interface CirclesTask {
  round: MatchRound;
  /** To find a bound, and no circles. */
  proving: boolean;
  /** Milliseconds since 1970. */
  begin: number;
  end: number;
  /** Instead of time: so many evaluations. */
  budget?: number;
}

const { round, proving, begin, end, budget } = workerData as CirclesTask;
const seek = proving ? boundCircles : matchCircles;
parentPort?.postMessage(
  seek(round, budget === undefined ? allowanceUntil({ begin, end }) : evaluations(budget)),
);
