import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { findCycles } from './structure/cycles.ts';
import { checkDirections } from './structure/directions.ts';
import { checkHabits } from './structure/habits.ts';
import { checkLicences } from './structure/licences.ts';
import { checkNames } from './structure/names.ts';
import type { Finding, SourceFile } from './structure/source-file.ts';

/** Everything about these files that is not as agreed in docs/architecture.md. */
export function checkStructure(files: SourceFile[]): Finding[] {
  const each = files.flatMap((file) => [...checkNames(file), ...checkDirections(file), ...checkHabits(file)]);
  return [...each, ...findCycles(files)];
}

if (import.meta.main) {
  const files = readProject();
  const findings = [
    ...checkStructure(files),
    ...checkLicences(readFileSync('package.json', 'utf8'), readFileSync('package-lock.json', 'utf8')),
  ];
  for (const { path, sentence } of findings) console.error(`${path} ${sentence}.`);
  console.log(`${files.length} files looked at, ${findings.length} findings`);
  process.exit(findings.length > 0 ? 1 : 0);
}

/** What is committed or would be. */
function readProject(): SourceFile[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  });
  return listed
    .split('\n')
    .filter((path) => /^(src|scripts|tests|bench)\/.*\.(ts|mjs|svelte|html)$/.test(path) && existsSync(path))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}
