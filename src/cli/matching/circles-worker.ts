import { parentPort, workerData } from 'node:worker_threads';
import { type Allowance, evaluations, stretch } from '#core/matching/allowance.ts';
import { boundByMates } from '#core/matching/circles/bound-by-mates.ts';
import { boundCircles, type CirclesBound } from '#core/matching/circles/bound-circles.ts';
import { matchCircles } from '#core/matching/circles/match-circles.ts';
import type { MatchRound } from '#core/matching/circles/round.ts';
import { allowanceUntil } from './time-allowance.ts';

/** What a worker of the match command is given. */
export interface CirclesTask {
  round: MatchRound;
  /** To find bounds, and no circles. */
  proving: boolean;
  /** Milliseconds since 1970. */
  begin: number;
  end: number;
  /** Instead of time: so many evaluations. */
  budget?: number;
}

/** The part of the allowance that the quicker and less close of two bounds may take. */
const quickShare = 0.4;

const { round, proving, begin, end, budget } = workerData as CirclesTask;
const seek = proving ? bounds : matchCircles;
parentPort?.postMessage(
  seek(round, budget === undefined ? allowanceUntil({ begin, end }) : evaluations(budget)),
);

/** As many as were found in time. */
function bounds(asked: MatchRound, allowance: Allowance): CirclesBound[] {
  const quick = boundByMates(asked, stretch(allowance, { from: 0, to: quickShare }));
  const thorough = boundCircles(asked, allowance);
  return [quick, thorough].filter((each) => each !== undefined);
}
