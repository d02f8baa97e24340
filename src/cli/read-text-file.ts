import { readFile } from 'node:fs/promises';

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
};

/** A file named on the command line, as text. Throws a sentence that says which file and why not. */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    throw new Error(`${path} cannot be read: ${reasons[code] ?? message}.`, { cause });
  }
}
