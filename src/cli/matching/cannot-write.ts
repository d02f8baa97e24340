import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Why a file cannot be written here, as a sentence, known before any work is done; undefined where nothing is in the way. */
export function cannotWrite(file: string): string | undefined {
  const folder = dirname(file);
  if (!existsSync(folder)) return `${file} cannot be written: there is no folder ${folder}.`;
  if (existsSync(file) && statSync(file).isDirectory()) return `${file} cannot be written: it is a folder.`;
  try {
    accessSync(existsSync(file) ? file : folder, constants.W_OK);
    return undefined;
  } catch {
    return `${file} cannot be written: this user may not write there.`;
  }
}
