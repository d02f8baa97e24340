import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one layer of checks found. */
export interface Tally {
  passed: number;
  failed: number;
  /** Names of what did not run. */
  skipped: string[];
}

/** A command that is right or wrong as a whole. Its output is shown only when it is wrong. */
export async function runCheck(command: string, args: string[]): Promise<Tally> {
  const { code, output } = await run(command, args, 'kept');
  if (code !== 0) process.stdout.write(output);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: [] };
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    status: string;
    assertionResults: { fullName: string; status: string }[];
  }[];
}

/** One vitest project, or some of its files; a file that could not even be loaded counts as a failure. */
export async function runVitest(project: string, files: readonly string[] = []): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'rondo-tally-'));
  const file = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const args = [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      project,
      '--passWithNoTests',
      ...reporters,
      ...files,
    ];
    const { code } = await run(process.execPath, args, 'shown');
    return readReport(file, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file: string, code: number): Tally {
  let report: VitestReport;
  try {
    report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  } catch {
    return { passed: 0, failed: code === 0 ? 0 : 1, skipped: [] };
  }
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
  );
  const failed = report.numFailedTests + unloadable.length;
  const skipped = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => !['passed', 'failed'].includes(status))
      .map(({ fullName }) => fullName),
  );
  // An error outside of any test (a leaked rejection, a failed teardown) shows in the exit code only.
  return { passed: report.numPassedTests, failed: failed || (code === 0 ? 0 : 1), skipped };
}

function run(
  command: string,
  args: string[],
  output: 'shown' | 'kept',
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const stdio = output === 'shown' ? 'inherit' : 'pipe';
    const child = spawn(command, args, { stdio: ['ignore', stdio, stdio] });
    let kept = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (kept += chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output: kept }));
  });
}
