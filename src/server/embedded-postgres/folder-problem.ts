/** What stands in the way of keeping data in a folder, as a sentence; an error of another kind comes back as it was. */
export function folderProblem(error: unknown, folder: string): unknown {
  const { code = '', message = '' } = error as NodeJS.ErrnoException;
  const sentence =
    /^(ENOSPC|EDQUOT)$/.test(code) || /No space left on device/i.test(message)
      ? `The disk of ${folder} is full. Make room, 1 GB at least, then start again.`
      : sentences[code]?.(folder);
  return sentence ? new Error(sentence, { cause: error }) : error;
}

const mayNotWrite = (folder: string) =>
  `This user may not write in ${folder}. Let the folder belong to whoever runs Rondo, or set RONDO_DATA to another.`;
const noFolder = (folder: string) =>
  `${folder} cannot be a folder, because a file is in the way. Set RONDO_DATA to another.`;

const sentences: Record<string, (folder: string) => string> = {
  EACCES: mayNotWrite,
  EPERM: mayNotWrite,
  EROFS: (folder) =>
    `${folder} is on a disk that can only be read. Set RONDO_DATA to a folder that can be written.`,
  ENOENT: (folder) => `${folder} cannot be made. Set RONDO_DATA to a folder that can.`,
  ENOTDIR: noFolder,
  EEXIST: noFolder,
};
