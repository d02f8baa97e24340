import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { fileProblem } from '../file-problem.ts';
import { type Ending, formatVersion, type Header, type Line, Sums } from './format.ts';

/** The file is not a backup, or not a whole one; the message says what was found. */
export class BackupProblem extends Error {}

/** Every line of a backup, in order. Throws BackupProblem when the file cannot be read as one. */
export async function* readLines(path: string): AsyncIterable<{ text: string; line: Line }> {
  const packed = createReadStream(path);
  const plain = createGunzip();
  packed.once('error', (error) => plain.destroy(error));
  packed.pipe(plain);
  try {
    for await (const text of createInterface({ input: plain, crlfDelay: Number.POSITIVE_INFINITY })) {
      yield { text, line: JSON.parse(text) as Line };
    }
  } catch (cause) {
    const reason = fileProblem(cause) ?? 'it is something else, or was damaged on the way';
    throw new BackupProblem(`${path} cannot be read as a backup: ${reason}. Nothing was changed.`, { cause });
  }
}

/** Reads the whole backup and compares every checksum, without touching anything. */
export async function verifyBackup(path: string): Promise<{ header: Header; ending: Ending }> {
  const sums = new Sums();
  let header: Header | undefined;
  let ending: Ending | undefined;
  for await (const { text, line } of readLines(path)) {
    if (ending) throw new BackupProblem(`${path} goes on after its end; it was put together from pieces.`);
    if (!header) header = checkHeader(path, line);
    if (isEnding(line)) ending = line;
    else sums.add(text, line);
  }
  if (!header || !ending) throw new BackupProblem(`${path} ends in the middle; it was not copied whole.`);
  refuseDifference(path, ending, sums.ending());
  return { header, ending };
}

function checkHeader(path: string, line: Line): Header {
  if (typeof line !== 'object' || Array.isArray(line) || !('rondo' in line)) {
    throw new BackupProblem(`${path} is not a backup of Rondo.`);
  }
  if (line.format === formatVersion) return line;
  throw new BackupProblem(
    `${path} has format ${line.format}; this Rondo reads format ${formatVersion}. Use a newer Rondo.`,
  );
}

function isEnding(line: Line): line is Ending {
  return typeof line === 'object' && !Array.isArray(line) && 'end' in line;
}

function refuseDifference(path: string, said: Ending, found: Ending): void {
  const different = [
    ...Object.keys({ ...said.tables, ...found.tables }).filter(
      (name) =>
        said.tables[name]?.sha256 !== found.tables[name]?.sha256 ||
        said.tables[name]?.rows !== found.tables[name]?.rows,
    ),
    ...Object.keys({ ...said.files, ...found.files }).filter(
      (name) => said.files[name] !== found.files[name],
    ),
  ];
  if (different.length === 0 && said.sha256 === found.sha256) return;
  const where = different.length > 0 ? ` in ${different.join(', ')}` : '';
  throw new BackupProblem(`${path} is damaged: its checksums differ${where}. Nothing was changed.`);
}
