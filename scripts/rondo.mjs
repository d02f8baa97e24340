#!/usr/bin/env node
// The `rondo` command. Whatever Node calls it, the work is done by the pinned one.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const pinnedNode = join(root, 'node_modules/node/bin/node');

if (!existsSync(pinnedNode)) {
  process.stderr.write(
    `Rondo is not installed yet. In ${root} run: npm start, or node scripts/setup.mjs --build to prepare it without starting\n`,
  );
  process.exit(1);
}

const child = spawn(pinnedNode, [join(root, 'src/cli/rondo.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  // In a group of its own Ctrl-C does not reach the child by itself, so each signal comes to it once, whoever sent it: a second
  // one would end it at once.
  detached: process.platform !== 'win32',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) process.on(signal, () => child.kill(signal));
child.once('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
