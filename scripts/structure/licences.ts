import type { Finding } from './source-file.ts';

/** Licences under which everybody may use, change and pass on. MPL and OFL ask it of their own files and fonts only. */
const permissive = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'Apache-2.0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Zlib',
]);

/** Packages that name no licence where machines look; the files that they bring were read, and are the MIT licence. */
const readByHand = new Set([
  '@inlang/plugin-message-format',
  'combine-errors',
  'exif-parser',
  'sqlite-wasm-kysely',
]);

interface Locked {
  license?: string;
  dev?: boolean;
}

/** What stands in package.json and the lockfile: each version is one version, and what is shipped is free to all. */
export function checkLicences(manifest: string, lockfile: string): Finding[] {
  const asked = JSON.parse(manifest) as Record<string, Record<string, string>>;
  const loose = ['dependencies', 'optionalDependencies', 'devDependencies']
    .flatMap((kind) => Object.entries(asked[kind] ?? {}))
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => ({
      path: 'package.json',
      sentence: `asks for ${name} ${version}; name one version, so that every copy is the same`,
    }));
  const { packages } = JSON.parse(lockfile) as { packages: Record<string, Locked> };
  const unfree = Object.entries(packages)
    .filter(([place, { dev }]) => place !== '' && !dev)
    .map(([place, { license }]) => ({ name: place.replace(/^.*node_modules\//, ''), license }))
    .filter(({ name, license }) => !(license ? isPermissive(license) : readByHand.has(name)))
    .map(({ name, license }) => ({
      path: 'package-lock.json',
      sentence: `brings ${name} under ${license ?? 'no licence that it names'}; scripts/structure/licences.ts says which ones may be shipped`,
    }));
  return [...loose, ...unfree];
}

/** `(MIT AND Zlib)` asks for both, `(MIT OR GPL-3.0)` leaves the choice. */
function isPermissive(expression: string): boolean {
  const alternatives = expression.replace(/[()]/g, '').split(' OR ');
  return alternatives.some((all) => all.split(' AND ').every((name) => permissive.has(name.trim())));
}
