import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** A file of tests, from the folder of the checkout, and what it came to. */
export interface FileResult {
  path: string;
  passed: number;
  /** Names with the beginning of the reason; also of what went wrong in a file outside of its tests. */
  failed: string[];
  skipped: string[];
}

/** Where the results of a run are written, as JSON. */
export const resultsFile = 'RONDO_TEST_RESULTS';

interface Thrown {
  message: string;
  stack?: string;
  /** Of what nobody caught: in which file, as far as is known. */
  VITEST_TEST_PATH?: string;
}

/** Vitest's own list of results leaves out what nobody caught, and where it came from. */
export default class FileResults implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], uncaught: readonly unknown[]): void {
    const results = modules.map(resultOf);
    for (const error of uncaught as Thrown[]) {
      const path = relative(process.cwd(), error.VITEST_TEST_PATH ?? '');
      const file = results.find((each) => each.path === path) ?? nowhere(results);
      file.failed.push(told(`${file.path} > outside of any test`, error));
    }
    writeFileSync(process.env[resultsFile] as string, JSON.stringify(results));
  }
}

function nowhere(results: FileResult[]): FileResult {
  const file = { path: '', passed: 0, failed: [], skipped: [] };
  results.push(file);
  return file;
}

function resultOf(module: TestModule): FileResult {
  const path = relative(process.cwd(), module.moduleId);
  const named = (test: TestCase) => `${path} > ${test.fullName}`;
  const tests = [...module.children.allTests()];
  const around = [module, ...module.children.allSuites()].flatMap((each) => each.errors());
  return {
    path,
    passed: tests.filter((test) => test.result().state === 'passed').length,
    failed: [
      ...around.map((error) => told(path, error)),
      ...tests
        .filter((test) => test.result().state === 'failed')
        .map((test) => told(named(test), test.result().errors?.[0])),
    ],
    skipped: tests.filter((test) => ['skipped', 'pending'].includes(test.result().state)).map(named),
  };
}

const mostLines = 12;

function told(name: string, error: Thrown | undefined): string {
  const reason = (error?.stack || error?.message || '').split('\n');
  const lines = reason.filter((line) => line.trim() !== '' && !line.includes('node_modules'));
  return [name, ...lines.slice(0, mostLines).map((line) => `    ${line}`)].join('\n');
}
