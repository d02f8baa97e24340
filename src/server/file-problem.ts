const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a file stands where a folder should',
  EACCES: 'this user may not read it',
};

/** Why a file could not be opened, in a few words; undefined when it was, and something else is wrong. */
export function fileProblem(error: unknown): string | undefined {
  return reasons[(error as NodeJS.ErrnoException).code ?? ''];
}
