import { writeFile } from 'node:fs/promises';
import { mostByMates } from '#core/matching/circles/bound-by-mates.ts';
import { type CirclesBound, withBound } from '#core/matching/circles/bound-circles.ts';
import type { MatchingResult } from '#core/matching/circles/matching-result.ts';
import { usualWeights } from '#core/matching/circles/round.ts';
import { obstaclesOf } from '#core/matching/obstacles.ts';
import type { CirclesTask } from './circles-worker.ts';
import { factSentence, reasonSentence } from './fact-sentence.ts';
import { readPeople } from './read-people.ts';
import { remedySentences } from './remedy-sentences.ts';
import { runWorker } from './run-worker.ts';

export interface PeopleRequest {
  file: string;
  size: number;
  seed: number;
  common: number;
  /** Instead of time: so many evaluations on each thread. */
  evaluations?: number;
  json?: string;
  /** When the process began and when it should be done, milliseconds since 1970. */
  started: number;
  end: number;
}

/** Forms circles from a file of people and prints them with their reasons. */
export async function matchPeople(say: (line: string) => void, request: PeopleRequest): Promise<number> {
  const people = await readPeople(request.file);
  const round = {
    people,
    size: request.size,
    commonHalfHours: request.common,
    weights: usualWeights,
    seed: request.seed,
  };
  const begin = Date.now();
  // Describing and printing a circle costs a little for each person.
  const end = request.end - people.length * printing;
  const { evaluations: budget } = request;
  const task = { round, begin, end, ...(budget === undefined ? {} : { budget }) };
  const [found, bounds] = await Promise.all([
    runWorker<MatchingResult>('./circles-worker.ts', { ...task, proving: false } satisfies CirclesTask),
    people.length > mostByMates
      ? []
      : runWorker<CirclesBound[]>('./circles-worker.ts', {
          ...task,
          proving: true,
        } satisfies CirclesTask),
  ]);
  const result = bounds.reduce((sought, bound) => withBound(sought, request.size, bound), found);
  const seconds = Math.round(performance.timeOrigin + performance.now() - request.started) / 1000;
  const remedies = obstaclesOf({
    size: request.size,
    commonHalfHours: request.common,
    joining: people.map(({ id }) => id),
    unplaced: result.unplaced,
  }).flatMap(remedySentences);
  if (request.json)
    await writeFile(request.json, `${JSON.stringify({ ...jsonOf(result, seconds), remedies })}\n`);
  print(say, result);
  for (const sentence of remedies) say(sentence);
  say(
    `${result.circles.length === 1 ? '1 circle' : `${result.circles.length} circles`}, ${result.unplaced.length} without a circle, score ${result.value.toFixed(3)}, bound ${result.bound.toFixed(3)}, gap ${(result.gap * 100).toFixed(2)} %, ${seconds} s`,
  );
  return 0;
}

/** Milliseconds a person for everything after the search. */
const printing = 0.1;

function print(say: (line: string) => void, { circles, unplaced }: MatchingResult): void {
  for (const [at, { members, score, parts, facts }] of circles.entries()) {
    say(`Circle ${at + 1}: ${members.join(', ')}`);
    const each = Object.entries(parts).map(([name, part]) => `${name} ${part.toFixed(2)}`);
    say(`  score ${score.toFixed(2)} (${each.join(', ')})`);
    for (const fact of facts) say(`  ${factSentence(fact)}`);
  }
  for (const { person, reason } of unplaced) say(reasonSentence(person, reason));
}

function jsonOf({ circles, unplaced, value, bound, gap }: MatchingResult, seconds: number) {
  return {
    circles: circles.map(({ members }) => members),
    unplaced,
    objective: value,
    bound,
    gap,
    seconds,
    details: circles.map(({ score, parts, facts }) => ({
      ...{ score, parts, facts },
      reasons: facts.map(factSentence),
    })),
  };
}
