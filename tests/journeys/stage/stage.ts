import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from 'vitest';
import { newDataFolder, type Program, startProgram, untilHealthy } from '../../support/program.ts';
import { useProgramDatabase } from '../../support/program-database.ts';
import { enterAs, type Visitor } from './visitor.ts';
import { whatIsShown } from './what-is-shown.ts';

/** The real program on an empty data folder, and a browser in which several people can live side by side. */
export interface Stage {
  readonly program: Program;
  readonly browser: Browser;
  /** Somebody with a browser profile of their own, at 1240 by 800 unless said otherwise. */
  visitor(name: string, options?: BrowserContextOptions): Promise<Visitor>;
  /** The terminal's link, as the program printed it. */
  operatorLink(): string;
  /** Its database, as the owner of the tables. */
  databaseUrl(): string;
  /** Kills the program as a power cut would, and starts it again on the same port and data. */
  kill(): Promise<void>;
  /** @param folder of another program, which takes its place */
  restart(folder?: string): Promise<void>;
}

/**
 * A stage for the tests of one file. A test that fails tells what was on the screens. After the last of them, nothing may
 * have gone wrong in any browser, and the program may have complained of nothing, but for what is `expected`.
 */
export function useStage({
  expected = [],
  settings = () => ({}),
}: {
  expected?: readonly RegExp[];
  /** Of the program, asked for at each start. */
  settings?: () => Record<string, string>;
} = {}): Stage {
  let program: Program | undefined;
  let browser: Browser | undefined;
  const complaints: string[] = [];
  let data = '';
  const own = useProgramDatabase();
  const environment = () => ({ ...settings(), ...own.environment() });
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    data = newDataFolder();
    [program, browser] = await Promise.all([
      startStagedProgram(data, environment()),
      chromium.connect(inject('browserAddress')),
    ]);
    await untilHealthy(program);
  });
  afterAll(async () => {
    await Promise.all(visitors.map(({ context }) => context.close()));
    await browser?.close();
    await program?.end('SIGTERM');
    rmSync(data, { recursive: true, force: true });
    complaints.push(...(program?.complaints() ?? []));
    const wrong = [...visitors.flatMap(({ noise }) => noise), ...complaints];
    expect(wrong.filter((line) => !expected.some((pattern) => pattern.test(line)))).toEqual([]);
  });

  // The tests of one file are chapters of one story: after a broken one the rest would only wait for what never comes.
  let broken = false;
  beforeEach(({ skip }) => {
    if (broken) skip('an earlier chapter of this story failed');
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    broken = true;
    // Where it went wrong once in a hundred runs, the report is all that is left of it.
    throw new Error(await whatIsShown(visitors));
  });

  const there = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('the stage stands in tests only');
    return value;
  };
  return {
    get program() {
      return there(program);
    },
    get browser() {
      return there(browser);
    },
    async visitor(name, options) {
      const visitor = await enterAs({
        browser: there(browser),
        origin: there(program).origin,
        name,
        options,
      });
      visitors.push(visitor);
      return visitor;
    },
    operatorLink() {
      const link = /http\S+\/operator\/\S+/.exec(there(program).said())?.[0];
      if (!link) throw new Error(`no operator's link was printed:\n${there(program).said()}`);
      return link;
    },
    databaseUrl: () => own.urls(there(program).data).owner,
    async kill() {
      await there(program).end('SIGKILL');
      complaints.push(...there(program).complaints());
    },
    async restart(folder) {
      const { port } = new URL(there(program).origin);
      program = await startStagedProgram(data, { ...environment(), PORT: port }, folder);
      await untilHealthy(program);
    },
  };
}

/** Warnings count as well: nothing that a person does in a browser is worth one. */
function startStagedProgram(
  data: string,
  environment: Record<string, string> = {},
  folder?: string,
): Promise<Program> {
  return startProgram(data, { LOG_LEVEL: 'warn', ...environment }, { folder });
}

/** A file under `test-output/journeys`, which nobody but a person looks at. */
export function pictureFile(name: string): string {
  const folder = fileURLToPath(new URL('../../../test-output/journeys/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  return `${folder}${name}.png`;
}
