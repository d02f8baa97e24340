import type { CirclesTask } from '../../src/cli/matching/circles-worker.ts';
import { personFromRecord } from '../../src/cli/matching/person-from-record.ts';
import { runWorker } from '../../src/cli/matching/run-worker.ts';
import { evaluations } from '../../src/core/matching/allowance.ts';
import { type CirclesBound, withBound } from '../../src/core/matching/circles/bound-circles.ts';
import { circleTable } from '../../src/core/matching/circles/circle-table.ts';
import { circleValue } from '../../src/core/matching/circles/circle-value.ts';
import { describeCircles } from '../../src/core/matching/circles/describe-circle.ts';
import { matchCircles } from '../../src/core/matching/circles/match-circles.ts';
import type { MatchingResult } from '../../src/core/matching/circles/matching-result.ts';
import type { MatchPerson } from '../../src/core/matching/circles/person.ts';
import {
  type MatchRound,
  usualCommonHalfHours,
  usualWeights,
} from '../../src/core/matching/circles/round.ts';
import { random } from '../../src/core/matching/random.ts';
import { table } from '../table.ts';
import { makePeople } from './make-people.ts';

const headings = [
  'people',
  'seconds',
  'value',
  'bound',
  'gap %',
  'greedy',
  'random',
  'weakest',
  "greedy's",
  "random's",
  'unplaced',
];

/** How long the search for a bound may take beside what circles have. */
const proofSeconds = 120;

/** The product's own objective: value and gap, and the weakest circle beside those of a greedy and of a random seating. */
export async function measureProduct({ quick, seeds }: { quick: boolean; seeds: number }) {
  console.log(`\n${table(headings, [])}`);
  const rows = [];
  for (const [count, seconds] of quick
    ? [[120, 2] as const]
    : ([
        [120, 5],
        [480, 20],
      ] as const)) {
    const people = madePeople(count);
    const round = { people, size: 4, commonHalfHours: usualCommonHalfHours, weights: usualWeights, seed: 1 };
    const bounds = await runWorker<CirclesBound[]>('./circles-worker.ts', {
      ...timed(round, quick ? 5 : proofSeconds),
      proving: true,
    } satisfies CirclesTask);
    const found = [];
    for (let seed = 1; seed <= seeds; seed++) {
      const task = { ...timed({ ...round, seed }, seconds), proving: false } satisfies CirclesTask;
      const result = await runWorker<MatchingResult>('./circles-worker.ts', task);
      found.push(bounds.reduce((sought, bound) => withBound(sought, round.size, bound), result));
    }
    const middle = found.sort((a, b) => a.value - b.value)[Math.floor(found.length / 2)] as MatchingResult;
    const greedy = matchCircles(round, evaluations(0));
    const chance = seatedByChance(round);
    const row = {
      people: count,
      seconds,
      value: middle.value.toFixed(2),
      bound: middle.bound.toFixed(2),
      gap: (middle.gap * 100).toFixed(2),
      greedy: greedy.value.toFixed(2),
      random: chance.value.toFixed(2),
      weakest: weakest(middle.circles),
      greedysWeakest: weakest(greedy.circles),
      randomsWeakest: chance.weakest,
      unplaced: middle.unplaced.length,
    };
    console.log(table(headings, [Object.values(row)], false));
    rows.push(row);
  }
  return rows;
}

/** Made-up people as the engine reads them. */
export function madePeople(count: number): MatchPerson[] {
  return makePeople(count, 7).map((made) => {
    const read = personFromRecord({ ...made });
    if ('problems' in read) throw new Error(read.problems.join('\n'));
    return read.person;
  });
}

const timed = (round: MatchRound, seconds: number) => ({
  round,
  begin: Date.now(),
  end: Date.now() + seconds * 1000,
});

const weakest = (circles: MatchingResult['circles']) =>
  Math.min(...circles.map(({ score }) => score)).toFixed(3);

/** Circles by lot; one that breaks a rule scores 0. */
function seatedByChance(round: MatchRound) {
  const dice = random(round.seed);
  const order = round.people
    .map(({ id }, place) => ({ id, place, rank: dice.share() }))
    .sort((a, b) => a.rank - b.rank);
  const value = circleValue(circleTable(round), round);
  const circles = [];
  for (let at = 0; at + round.size <= order.length; at += round.size)
    circles.push(order.slice(at, at + round.size));
  const values = circles.map((circle) => Math.max(0, value(circle.map(({ place }) => place))));
  const scores = describeCircles(
    round,
    circles.map((circle) => circle.map(({ id }) => id)),
  ).map(({ score }, at) => ((values[at] as number) > 0 ? score : 0));
  return { value: values.reduce((sum, each) => sum + each, 0), weakest: Math.min(...scores).toFixed(3) };
}
