import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#server/free-port.ts';
import { openStorage } from '#server/storage.ts';
import { testMasterKey } from '../support/database.ts';

const root = join(import.meta.dirname, '../..');

/** The built program in a process of its own, as `npm start` runs it. */
export interface BuiltApp {
  origin: string;
  port: number;
  /** Everything it has written to its terminal and its log so far. */
  output(): string;
  stop(): Promise<void>;
}

export const metricsToken = 'metrics-token-of-the-access-tests';

/** Starts the built pages over a database; the log at its most talkative. */
export async function serveBuilt(
  database: { appUrl: string; ownerUrl: string },
  {
    files = [],
    environment = {},
  }: { files?: readonly { name: string; bytes: Buffer }[]; environment?: Record<string, string> } = {},
): Promise<BuiltApp> {
  if (!existsSync(join(root, 'build/handler.js'))) throw new Error('nothing is built: npm run build');
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), 'rondo-access-'));
  for (const { name, bytes } of files) await openStorage({ RONDO_DATA: data }).put(name, bytes);
  let output = '';
  const child: ChildProcess = spawn(process.execPath, ['src/server/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      RONDO_DATA: data,
      RONDO_MASTER_KEY: testMasterKey.toString('base64'),
      LOG_LEVEL: 'debug',
      METRICS_TOKEN: metricsToken,
      ...environment,
    },
  });
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk;
        if (output.includes('Rondo is ready')) resolve();
      });
    }
    child.once('exit', () => reject(new Error(`it did not start:\n${output}`)));
  });
  await ready;
  return {
    origin: `http://localhost:${port}`,
    port,
    output: () => output,
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(data, { recursive: true, force: true });
    },
  };
}
