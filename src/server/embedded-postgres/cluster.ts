import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Place } from './place.ts';

const run = promisify(execFile);

/** Random passwords of the cluster's three log-ins, in a file that only the program reads. */
export interface Passwords {
  superuser: string;
  owner: string;
  app: string;
}

/** Makes the cluster at first use: in a temporary folder, renamed when whole, so that a killed initdb leaves nothing. */
export async function ensureCluster(place: Place, dataFolder: string): Promise<Passwords> {
  const data = join(place.base, 'cluster');
  const passwords = ensurePasswords(dataFolder);
  if (existsSync(join(data, 'PG_VERSION'))) return passwords;
  const making = join(place.base, `cluster.making`);
  const passwordFile = join(place.base, 'password.making');
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  writeFileSync(passwordFile, passwords.superuser, { mode: 0o600 });
  if (place.identity.uid !== undefined) {
    for (const path of [making, passwordFile]) chownSync(path, place.identity.uid, place.identity.gid ?? 0);
  }
  try {
    await run(
      join(place.binaries, 'initdb'),
      [
        '-D',
        making,
        '-U',
        'postgres',
        '-A',
        'scram-sha-256',
        `--pwfile=${passwordFile}`,
        '-E',
        'UTF8',
        '--locale=C',
        '-k',
      ],
      { ...place.identity, cwd: place.base },
    );
  } catch (error) {
    throw new Error(
      `The database could not be made in ${place.base}: ${(error as { stderr?: string }).stderr ?? error}`,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(making, data);
  return passwords;
}

function ensurePasswords(dataFolder: string): Passwords {
  const file = join(dataFolder, 'database-passwords.json');
  if (existsSync(file)) return readPasswords(dataFolder);
  const secret = () => randomBytes(24).toString('base64url');
  const passwords = { superuser: secret(), owner: secret(), app: secret() };
  // On the disk before the cluster, which knows no other.
  writeFileSync(`${file}.new`, JSON.stringify(passwords), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return passwords;
}

/** The passwords of a cluster that exists. */
export function readPasswords(dataFolder: string): Passwords {
  return JSON.parse(readFileSync(join(dataFolder, 'database-passwords.json'), 'utf8')) as Passwords;
}
