import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Outcome {
  code: number | null;
  /** What stood on the terminal: answers. */
  said: string;
  /** What stood on the terminal: complaints. */
  complained: string;
}

/** The environment of somebody's shell: the machine's own Node, not the pinned one, and no database but the given. */
export function shellEnvironment(given: Record<string, string>): Record<string, string | undefined> {
  const { DATABASE_URL: _app, DATABASE_OWNER_URL: _owner, ...inherited } = process.env;
  const PATH = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter);
  return { ...inherited, PATH, ...given };
}

/** Runs the `rondo` command as a shell would, by its first line, and waits for its end. */
export function runRondo(words: string[], environment: Record<string, string> = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn('scripts/rondo.mjs', words, { cwd: root, env: shellEnvironment(environment) });
    const outcome: Outcome = { code: null, said: '', complained: '' };
    child.stdout.on('data', (chunk: Buffer) => {
      outcome.said += chunk;
    });
    child.stderr.on('data', (chunk: Buffer) => {
      outcome.complained += chunk;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...outcome, code }));
  });
}
