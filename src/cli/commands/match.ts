import { writeFile } from 'node:fs/promises';
import type { Command, Given } from '../command.ts';
import { cannotWrite } from '../matching/cannot-write.ts';
import { readMatchOptions } from '../matching/match-options.ts';
import { matchPeople } from '../matching/match-people.ts';
import { readWeights } from '../matching/read-weights.ts';
import { solveSums } from '../matching/solve-sums.ts';

export const match: Command = {
  usage: 'match PEOPLE --size 4',
  summary: 'Forms circles from a file of people, and says why.',
  details: `PEOPLE is a .json or .csv file of people. Needs no installation.

--size 2..5          people in a circle; what does not come out even makes some circles larger by one
--seconds N          how long it may take altogether, 5 unless said
--seed N             another seed may give other circles, 1 unless said
--evaluations N      instead of --seconds: so much work on each of two threads; the same answer on every machine
--common N           half-hours a week that a whole circle must have in common
--json FILE          also writes the result, with the reasons as facts and as sentences
--weights-file FILE  instead of PEOPLE: maximises the plain sum of pair weights (int32 N, then N x N int32)

Of each person: id; languages; hours, eleven words of 32 bits, a bit for each half-hour from Monday 00:00 UTC.
If you like: offers and wants, skills with a level from 1 to 5; department; moments at work; seniority, 1 to 6; prime, which of the
hours have good energy; manager, an id, and managerWelcome, yes or no; notWith and likes, ids; sameLevelOnly, yes or no;
met, an id and how many rounds ago. Managers and those in notWith are in the file too. name, email, tz and morning may
stand there and are not read; any other field is refused, so that no wish is passed over because it is spelt wrongly.
In a table lists are separated by semicolons, within quotes where semicolons part the columns too: "listening:3;writing:4".`,
  options: ['size', 'seconds', 'seed', 'common', 'evaluations', 'json', 'weights-file'],
  takes: [0, 1],
  async run(given) {
    // Counted from the start of the process, so that reading and starting are inside the limit.
    const started = performance.timeOrigin;
    const options = readMatchOptions(given.options, given.arguments[0]);
    if (typeof options === 'string') {
      given.complain(options);
      return 2;
    }
    const inTheWay = options.json === undefined ? undefined : cannotWrite(options.json);
    if (inTheWay) {
      given.complain(inTheWay);
      return 1;
    }
    const asked = { ...options, started, end: started + options.seconds * 1000 };
    return asked.weightsFile === undefined
      ? matchPeople(given.say, { ...asked, file: asked.people ?? '' })
      : matchSums(given, { ...asked, file: asked.weightsFile });
  },
};

interface Asked {
  file: string;
  size: number;
  seed: number;
  evaluations?: number;
  json?: string;
  started: number;
  end: number;
}

async function matchSums(
  { say }: Given,
  { file, size, seed, evaluations, json, started, end }: Asked,
): Promise<number> {
  const given = await readWeights(file);
  const { groups, objective, bound } = await solveSums({
    given,
    size,
    seed,
    end,
    ...(evaluations === undefined ? {} : { budget: evaluations }),
  });
  const seconds = Math.round(performance.timeOrigin + performance.now() - started) / 1000;
  if (json) await writeFile(json, `${JSON.stringify({ circles: groups, objective, bound, seconds })}\n`);
  else for (const group of groups) say(group.join(' '));
  const gap = bound === 0 ? 0 : ((bound - objective) / Math.abs(bound)) * 100;
  say(
    `${groups.length === 1 ? '1 group' : `${groups.length} groups`}, sum ${objective}, bound ${bound}, gap ${gap.toFixed(3)} %, ${seconds} s`,
  );
  return 0;
}
