import type { FileResult } from './file-results.ts';

/** What one layer of checks found. */
export interface Tally {
  passed: number;
  /** What was wrong: a name, with the beginning of its reason where there is one. */
  failed: string[];
  /** What was wrong at first, as above, and right when its file ran once more. */
  unsteady: string[];
  /** Names of what did not run. */
  skipped: string[];
  /** Files that have no meaning in this run, each with the reason; they are no failure. */
  leftOut: string[];
}

/** One run of vitest: what it came to, and how it ended. */
export interface Run {
  results: FileResult[];
  code: number;
}

export const nothing: Tally = { passed: 0, failed: [], unsteady: [], skipped: [], leftOut: [] };

export function add(one: Tally, other: Tally): Tally {
  return {
    passed: one.passed + other.passed,
    failed: [...one.failed, ...other.failed],
    unsteady: [...one.unsteady, ...other.unsteady],
    skipped: [...one.skipped, ...other.skipped],
    leftOut: [...one.leftOut, ...other.leftOut],
  };
}

/** @param again the files in which something failed, once more */
export function tallyOf(first: Run, again?: Run): Tally {
  const wrong = again ? first.results.filter(({ failed }) => failed.length > 0) : [];
  const results = [...first.results.filter((each) => !wrong.includes(each)), ...(again?.results ?? [])];
  const failed = results.flatMap((each) => each.failed);
  if (failed.length === 0 && (again ?? first).code !== 0)
    failed.push('the run ended with an error, shown above');
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed,
    unsteady: failed.length > 0 ? [] : wrong.flatMap((each) => each.failed),
    skipped: results.flatMap(({ skipped }) => skipped),
    leftOut: [],
  };
}
