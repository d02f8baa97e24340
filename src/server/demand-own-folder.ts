import { readFileSync, statSync } from 'node:fs';
import { ConfigProblem } from './config.ts';

/**
 * Stops root from writing into a data folder that another user runs Rondo in: what root makes there, that user cannot read,
 * and the next start would fail. `nobody` has what root's own database needs, so a folder of theirs is root's.
 *
 * @throws ConfigProblem
 */
export function demandOwnFolder(dataFolder: string): void {
  if (process.getuid?.() !== 0) return;
  const owner = statSync(dataFolder, { throwIfNoEntry: false })?.uid ?? 0;
  if (owner === 0 || owner === 65534) return;
  const name = nameOf(owner);
  const who = name ?? `the user with the number ${owner}`;
  throw new ConfigProblem(
    `${dataFolder} belongs to ${who}, who could not read what root writes there. Run this as that user${name ? `: runuser -u ${name} -- ...` : '.'}`,
  );
}

function nameOf(uid: number): string | undefined {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((each) => each.split(':')[2] === String(uid));
    return line?.split(':')[0];
  } catch {
    return undefined;
  }
}
