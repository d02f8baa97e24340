import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FileResult, resultsFile } from './file-results.ts';
import { runCommand } from './run-command.ts';
import { nothing, type Run, type Tally, tallyOf } from './tally.ts';

/** A command that is right or wrong as a whole. Its output is shown only when it is wrong. */
export async function runCheck(command: string, args: string[]): Promise<Tally> {
  const { code, output } = await runCommand(command, args, 'kept');
  if (code === 0) return { ...nothing, passed: 1 };
  process.stdout.write(output);
  return { ...nothing, failed: [args.join(' ')] };
}

interface Wanted {
  /** Some of its files; all where there are none. */
  files?: readonly string[];
  /** Files in which something failed run once more by themselves, if they are few. */
  again?: boolean;
}

/** More than so many files that fail are not unsteady but wrong. */
const mostAgain = 3;

/** One vitest project, or some of its files; a file that could not even be loaded counts as a failure. */
export async function runVitest(project: string, { files = [], again = false }: Wanted = {}): Promise<Tally> {
  const first = await runOnce(project, files);
  const wrong = first.results.filter(({ failed }) => failed.length > 0).map(({ path }) => path);
  if (!again || wrong.length === 0 || wrong.length > mostAgain) return tallyOf(first);
  console.log(`  once more: ${wrong.join(', ')}`);
  return tallyOf(first, await runOnce(project, wrong));
}

async function runOnce(project: string, files: readonly string[]): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'rondo-tally-'));
  const file = join(folder, 'results.json');
  process.env[resultsFile] = file;
  try {
    const reporters = ['--reporter=default', '--reporter=./scripts/test-run/file-results.ts'];
    const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, '--passWithNoTests'];
    const { code } = await runCommand(process.execPath, [...args, ...reporters, ...files], 'shown');
    return { results: readWritten(file), code };
  } finally {
    delete process.env[resultsFile];
    rmSync(folder, { recursive: true, force: true });
  }
}

function readWritten(file: string): FileResult[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as FileResult[];
  } catch {
    return [];
  }
}
