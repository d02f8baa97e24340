import { readFile } from 'node:fs/promises';
import { fileProblem } from '#server/file-problem.ts';

/** A file named on the command line, as text. Throws a sentence that says which file and why not. */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new Error(`${path} cannot be read: ${fileProblem(cause) ?? (cause as Error).message}.`, { cause });
  }
}
