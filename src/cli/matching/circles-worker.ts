import { parentPort, workerData } from 'node:worker_threads';
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
}

const { round, proving, begin, end } = workerData as CirclesTask;
const seek = proving ? boundCircles : matchCircles;
parentPort?.postMessage(seek(round, allowanceUntil({ begin, end })));
