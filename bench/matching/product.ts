import { personFromRecord } from '../../src/cli/matching/person-from-record.ts';
import { evaluations } from '../../src/core/matching/allowance.ts';
import { matchCircles } from '../../src/core/matching/circles/match-circles.ts';
import { usualCommonHalfHours, usualWeights } from '../../src/core/matching/circles/round.ts';
import { table } from '../table.ts';
import { makePeople } from './make-people.ts';

/** The product's own objective: value, bound, and the weakest circle beside that of a greedy first seating. */
export async function measureProduct({ quick }: { quick: boolean }) {
  const runs: [number, number][] = quick
    ? [[120, 2]]
    : [
        [120, 5],
        [480, 10],
        [2000, 20],
        [20_000, 50],
      ];
  const headings = [
    'people',
    'seconds',
    'value',
    'greedy',
    'bound',
    'weakest',
    "greedy's",
    'unplaced',
    'MB',
    'took',
  ];
  console.log(`\n${table(headings, [])}`);
  const rows = [];
  for (const [count, seconds] of runs) {
    const people = makePeople(count, 7).map((made) => {
      const read = personFromRecord({ ...made });
      if ('problems' in read) throw new Error(read.problems.join('\n'));
      return read.person;
    });
    const round = { people, size: 4, commonHalfHours: usualCommonHalfHours, weights: usualWeights, seed: 1 };
    const greedy = matchCircles(round, evaluations(0));
    const started = performance.now();
    const found = matchCircles(round, () => (performance.now() - started) / (seconds * 1000));
    const took = (performance.now() - started) / 1000;
    const weakest = ({ circles }: typeof found) => Math.min(...circles.map(({ score }) => score)).toFixed(3);
    const row = {
      people: count,
      seconds,
      value: found.value.toFixed(2),
      greedy: greedy.value.toFixed(2),
      bound: found.bound.toFixed(2),
      weakest: weakest(found),
      greedysWeakest: weakest(greedy),
      unplaced: found.unplaced.length,
      megabytes: Math.round(process.memoryUsage().rss / 2 ** 20),
      took: took.toFixed(1),
    };
    console.log(table(headings, [Object.values(row)], false));
    rows.push(row);
  }
  return rows;
}
