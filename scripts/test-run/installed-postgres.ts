import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The oldest version that Rondo runs on. */
const oldest = 15;

export interface Installed {
  version: number;
  /** Folder with `postgres` and `initdb`. */
  binaries: string;
}

/** Where packages put the programs of the server; each version has a folder of its own. */
const places: Array<{ folder: string; name: RegExp }> = [
  { folder: '/usr/lib/postgresql', name: /^\d+$/ },
  { folder: '/opt/homebrew/opt', name: /^postgresql@\d+$/ },
  { folder: '/usr/local/opt', name: /^postgresql@\d+$/ },
];

/** The newest PostgreSQL of this machine that fits, or how to get one. */
export function findInstalled(
  named: string | undefined = process.env.POSTGRES_BIN,
): Installed | { advice: string } {
  const found = (named ? [named] : candidates()).flatMap(asServer).sort((a, b) => b.version - a.version);
  const [newest] = found;
  if (newest && newest.version >= oldest) return newest;
  const lack = newest
    ? `PostgreSQL ${newest.version} in ${newest.binaries} is too old; ${oldest} is the oldest that fits.`
    : `There is no PostgreSQL ${oldest} or newer ${named ? `in ${named}` : 'on this machine'}.`;
  return {
    advice: `${lack} On Debian or Ubuntu: sudo apt-get install postgresql. Elsewhere set POSTGRES_BIN to the folder of its programs (pg_config --bindir). Then run this again.`,
  };
}

function candidates(): string[] {
  const packaged = places.flatMap(({ folder, name }) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter((each) => name.test(each))
          .map((each) => join(folder, each, 'bin'))
      : [],
  );
  const asked = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' }).stdout?.trim();
  return asked ? [...packaged, asked] : packaged;
}

/** Clients alone are often installed without the server. */
function asServer(binaries: string): Installed[] {
  if (!existsSync(join(binaries, 'initdb'))) return [];
  const said = spawnSync(join(binaries, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout ?? '';
  const version = Number(/\(PostgreSQL\) (\d+)/.exec(said)?.[1]);
  return Number.isInteger(version) ? [{ version, binaries }] : [];
}
