import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** What one layer of checks found. */
export interface Tally {
  passed: number;
  /** What was wrong: a name, with the beginning of its reason where there is one. */
  failed: string[];
  /** Names of what did not run. */
  skipped: string[];
}

/** A command that is right or wrong as a whole. Its output is shown only when it is wrong. */
export async function runCheck(command: string, args: string[]): Promise<Tally> {
  const { code, output } = await run(command, args, 'kept');
  if (code === 0) return { passed: 1, failed: [], skipped: [] };
  process.stdout.write(output);
  return { passed: 0, failed: [args.join(' ')], skipped: [] };
}

interface VitestReport {
  numPassedTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
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
    return { passed: 0, failed: code === 0 ? [] : ['no report was written'], skipped: [] };
  }
  const failed = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const path = relative(process.cwd(), name);
    const wrong = assertionResults.filter((each) => each.status === 'failed');
    if (status === 'failed' && wrong.length === 0) return [told(path, message)];
    return wrong.map((each) => told(`${path} > ${each.fullName}`, each.failureMessages[0] ?? ''));
  });
  const skipped = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => !['passed', 'failed'].includes(status))
      .map(({ fullName }) => fullName),
  );
  // An error outside of any test (a leaked rejection, a failed teardown) shows in the exit code only.
  if (code !== 0 && failed.length === 0) failed.push('an error outside of any test, shown above');
  return { passed: report.numPassedTests, failed, skipped };
}

const reasonLines = 12;

function told(name: string, reason: string): string {
  const lines = reason.split('\n').filter((line) => line.trim() !== '' && !line.includes('node_modules'));
  return [name, ...lines.slice(0, reasonLines).map((line) => `    ${line}`)].join('\n');
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
