import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** The browser's path, after installing Debian's package where that is possible; or how a person can get it. */
export function ensureChromium(): { path: string } | { advice: string } {
  const found = findChromium();
  if (found) return { path: found };
  const advice =
    'Browser tests need Chromium. On Debian or Ubuntu: sudo apt-get install chromium. Elsewhere set CHROMIUM to its path.';
  if (process.getuid?.() !== 0 || !find('apt-get')) return { advice };
  process.stdout.write('- Installing Chromium\n');
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'ignore' as const };
  spawnSync('apt-get', ['update'], quiet);
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet);
  const installed = findChromium();
  return installed ? { path: installed } : { advice };
}

function findChromium(): string | undefined {
  const named = process.env.CHROMIUM;
  if (named) return existsSync(named) ? named : undefined;
  return names.map(find).find(Boolean);
}

function find(program: string): string | undefined {
  return (
    spawnSync('/bin/sh', ['-c', 'command -v "$1"', 'sh', program], { encoding: 'utf8' }).stdout.trim() ||
    undefined
  );
}
