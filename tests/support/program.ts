import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findRunningUrls } from '#server/embedded-postgres/embedded-postgres.ts';
import { isFreePort } from '#server/free-port.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The real program in a process of its own, on the built pages. */
export interface Program {
  process: ChildProcess;
  data: string;
  origin: string;
  /** All that it printed so far. */
  said(): string;
  /** What it complained of: lines on its standard error, and log lines from warnings upwards. */
  complaints(): string[];
  /** Signals it and waits for its end. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/** A data folder for one program, in the system's temporary folder. */
export function newDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rondo-data-'));
  // Closed to others, it would make root's database move to the system's state folder and stay there.
  chmodSync(folder, 0o755);
  return folder;
}

let started = 0;

/**
 * A port for a program, which binds it seconds after it was found free: below those that are given by chance to databases and
 * mail servers meanwhile, and each process of the tests counts through twenty of its own.
 */
async function programPort(): Promise<number> {
  for (;;) {
    const port = 8000 + ((process.pid * 20 + (started++ % 20)) % 2000);
    if (await isFreePort(port)) return port;
  }
}

/**
 * Starts the program; does not wait until it answers.
 *
 * @param other the folder of another program than this; the id of another user and group than ours
 */
export async function startProgram(
  data: string,
  environment: Record<string, string> = {},
  other: { folder?: string | undefined; user?: number } = {},
): Promise<Program> {
  const port = environment.PORT ?? (await programPort());
  const { DATABASE_URL: _app, DATABASE_OWNER_URL: _owner, ...inherited } = process.env;
  const child = spawn(process.execPath, ['src/server/main.ts'], {
    cwd: other.folder ?? root,
    ...(other.user ? { uid: other.user, gid: other.user } : {}),
    env: { ...inherited, PORT: String(port), RONDO_DATA: data, LOG_LEVEL: 'error', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let printed = '';
  let complained = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    printed += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    complained += chunk.toString();
  });
  return {
    process: child,
    data,
    origin: `http://localhost:${port}`,
    said: () => said,
    complaints: () => [
      ...complained.split('\n').filter((line) => line.trim()),
      ...printed.split('\n').filter((line) => /^\{"level":[456]\d/.test(line)),
    ],
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill(signal);
        await gone;
      }
      return { code: child.exitCode, signal: child.signalCode };
    },
  };
}

/** Waits until program and database answer; returns the milliseconds that it took. */
export async function untilHealthy(program: Program, patienceMs = 60_000): Promise<number> {
  const started = performance.now();
  while (performance.now() - started < patienceMs) {
    const healthy = await fetch(`${program.origin}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (healthy) return performance.now() - started;
    if (program.process.exitCode !== null) break;
    await pause(25);
  }
  throw new Error(`the program is not well. It said:\n${program.said()}`);
}

/** The process id of the database server of this data folder, if one lives. */
export function findPostmaster(data: string): number | undefined {
  if (!findRunningUrls(data)) return undefined;
  return Number(readFileSync(join(data, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
}

/** Waits for the end of a program that should end by itself. */
export async function untilEnded({ process: child }: Program): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}
