import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findBinaries } from './binaries.ts';

/** Where the server's programs and data are, and as whom it runs. */
export interface Place {
  /** Folder with `postgres` and `initdb`. */
  binaries: string;
  /** Folder that holds the cluster and what belongs to it; the server's user owns it. */
  base: string;
  /** PostgreSQL refuses to run as root: then it runs as whoever has the cluster, and as `nobody` where there is none yet. */
  identity: { uid?: number; gid?: number };
}

const nobody = { uid: 65534, gid: 65534 };
const systemState = '/var/lib/rondo';

/**
 * Finds a place that the server's user can enter. Started as root from under a folder that is closed to others (a 0700
 * home), both programs and data live under the system's state folder, and `where-the-database-is.txt` points there.
 */
export function findPlace(dataFolder: string): Place {
  mkdirSync(dataFolder, { recursive: true });
  const packaged = findBinaries();
  if (process.getuid?.() !== 0) {
    refuseRootsDatabase(dataFolder);
    const base = join(dataFolder, 'postgres');
    mkdirSync(base, { recursive: true, mode: 0o700 });
    return { binaries: packaged, base, identity: {} };
  }
  const others = placeOfOthers(dataFolder, packaged);
  if (others) return others;
  const open = isOpenToOthers(dataFolder) && isOpenToOthers(packaged);
  const pointer = pointerIn(dataFolder);
  // Once outside it stays outside, also when the folder is opened to others later.
  const outside = existsSync(pointer)
    ? readFileSync(pointer, 'utf8').trim()
    : join(systemState, shortHash(dataFolder));
  const base = open && !existsSync(pointer) ? join(dataFolder, 'postgres') : outside;
  mkdirSync(dirname(base), { recursive: true, mode: 0o755 });
  mkdirSync(base, { recursive: true, mode: 0o700 });
  chownSync(base, nobody.uid, nobody.gid);
  if (base === outside) writeFileSync(pointer, `${base}\n`);
  return { binaries: open ? packaged : copyBinaries(packaged, base), base, identity: nobody };
}

const pointerIn = (dataFolder: string) => join(dataFolder, 'where-the-database-is.txt');

/** Where root only looks after what another user runs, as from root's crontab, nothing may become anybody else's. */
function placeOfOthers(dataFolder: string, binaries: string): Place | undefined {
  const base = join(dataFolder, 'postgres');
  const owner = statSync(join(base, 'cluster'), { throwIfNoEntry: false });
  if (!owner || owner.uid === 0 || owner.uid === nobody.uid) return undefined;
  return { binaries, base, identity: { uid: owner.uid, gid: owner.gid } };
}

/** Another user would start an empty database beside the one that there is. */
function refuseRootsDatabase(dataFolder: string): void {
  const pointer = pointerIn(dataFolder);
  if (!existsSync(pointer) || existsSync(join(dataFolder, 'postgres', 'cluster'))) return;
  throw new Error(
    `Root started this Rondo before, and its database is in ${readFileSync(pointer, 'utf8').trim()}, which this user cannot use. Start it as root; or take a backup as root, and restore it into a new folder of this user's.`,
  );
}

function copyBinaries(packaged: string, base: string): string {
  const source = dirname(packaged);
  const target = join(base, `programs-${shortHash(source)}`);
  if (!existsSync(join(target, 'bin', 'postgres'))) {
    cpSync(source, target, { recursive: true, verbatimSymlinks: true });
  }
  return join(target, 'bin');
}

/** Whether every folder up to the root lets others pass. */
function isOpenToOthers(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
