import { usualCommonHalfHours } from '#core/matching/circles/round.ts';

/** What `rondo match` was asked for, checked. */
export interface MatchOptions {
  people?: string;
  weightsFile?: string;
  size: number;
  seconds: number;
  seed: number;
  common: number;
  /** Instead of time: so many evaluations on each thread. */
  evaluations?: number;
  json?: string;
}

const numbers = {
  size: { usual: 4, least: 2, most: 5, whole: true },
  seconds: { usual: 5, least: 0.1, most: 86_400, whole: false },
  seed: { usual: 1, least: 0, most: 2 ** 31 - 1, whole: true },
  common: { usual: usualCommonHalfHours, least: 0, most: 336, whole: true },
  evaluations: { usual: undefined, least: 0, most: 1e12, whole: true },
};

/** Reads the flags; a sentence when something is asked wrongly. */
export function readMatchOptions(
  typed: Readonly<Record<string, string | undefined>>,
  people: string | undefined,
): MatchOptions | string {
  const weightsFile = typed['weights-file'];
  if ((people === undefined) === (weightsFile === undefined))
    return 'Name either a file of people or --weights-file, one of them.\nUsage: rondo match PEOPLE --size 4';
  const values: Record<string, number | undefined> = {};
  for (const [name, { usual, least, most, whole }] of Object.entries(numbers)) {
    const value = typed[name] === undefined ? usual : Number(typed[name]);
    values[name] = value;
    if (value === undefined) continue;
    if (!(value >= least && value <= most) || (whole && !Number.isInteger(value)))
      return `--${name} is ${typed[name]}; ${whole ? 'a whole number' : 'a number'} from ${least} to ${most} is allowed.`;
  }
  return { people, weightsFile, json: typed.json, ...values } as MatchOptions;
}
