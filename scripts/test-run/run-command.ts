import { spawn } from 'node:child_process';

/** Runs a command to its end; its output goes to the terminal, or is kept. */
export function runCommand(
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
