import type { Given } from './command.ts';
import { readTextFile } from './read-text-file.ts';

/** What is wrong with one text, and a few words about one that is fine. */
export interface CheckedText {
  problems: string[];
  facts: string;
}

/** Checks each file and tells of it. @returns the exit code: 1 when there is any problem */
export async function checkFiles(
  { arguments: files, say, complain }: Given,
  check: (text: string) => CheckedText,
): Promise<number> {
  let wrong = 0;
  for (const file of files) {
    const { problems, facts } = await checkFile(file, check);
    wrong += problems.length;
    for (const problem of problems) complain(problem.startsWith(file) ? problem : `${file}: ${problem}`);
    if (problems.length === 0) say(`${file}: fine${facts}`);
  }
  return wrong === 0 ? 0 : 1;
}

/** A file that cannot be read is one problem, and the others are checked all the same. */
async function checkFile(file: string, check: (text: string) => CheckedText): Promise<CheckedText> {
  try {
    return check(await readTextFile(file));
  } catch (problem) {
    return { problems: [(problem as Error).message], facts: '' };
  }
}
