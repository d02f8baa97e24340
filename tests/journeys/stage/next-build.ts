import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A program as a later build would have made it. */
export interface NextBuild {
  /** Where it is, with what it shares with this one as links. */
  folder: string;
  /** What it calls itself. */
  version: string;
  /** Whether a script or look is one of its own; the other build has none of these. */
  isOwn(path: string): boolean;
}

/**
 * The build again under another version, in which every script and look has another name and another content, as if all
 * sources had been changed. A real second build takes half a minute.
 */
export function makeNextBuild(): NextBuild {
  const folder = mkdtempSync(join(tmpdir(), 'rondo-next-build-'));
  for (const name of readdirSync(root)) {
    // Node goes by where a file really is, so that a link to the source would find the pages of this build.
    if (name === 'src') cpSync(join(root, name), join(folder, name), { recursive: true });
    else if (name !== 'build' && !name.startsWith('.')) symlinkSync(join(root, name), join(folder, name));
  }
  const build = join(root, 'build');
  const files = readdirSync(build, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(build.length + 1));
  const there = new Set(files);
  const renamed = new Map(
    files.filter(isNamedByContent).map((path) => [path.split(sep).at(-1) ?? '', newName(path)]),
  );
  const before = readVersion(build);
  // It stands in names of the script as well.
  const version = `${Number(before) + 1}`;
  for (const path of files) {
    // Packed copies are made from what is changed here.
    if (/\.map$|\.(js|css|json)\.(br|gz)$/.test(path)) continue;
    const name = renamed.get(path.split(sep).at(-1) ?? '') ?? (path.split(sep).at(-1) as string);
    const target = join(folder, 'build', dirname(path), name);
    mkdirSync(dirname(target), { recursive: true });
    if (!/\.(js|css|json)$/.test(path)) {
      cpSync(join(build, path), target);
      continue;
    }
    const text = readFileSync(join(build, path), 'utf8')
      .replaceAll(before, version)
      .replaceAll(/[\w.-]+\.(?:js|css)\b/g, (each) => renamed.get(each) ?? each);
    writeFileSync(target, text);
    if (there.has(`${path}.br`)) writeFileSync(`${target}.br`, brotliCompressSync(text, quickly));
    if (there.has(`${path}.gz`)) writeFileSync(`${target}.gz`, gzipSync(text, { level: 1 }));
  }
  measureAnew(join(folder, 'build'));
  const own = new Set(renamed.values());
  return { folder, version, isOwn: (path) => own.has(path.split('/').at(-1) ?? '') };
}

interface Served {
  file: string;
  size: number;
  etag: string;
  gz?: number;
  br?: number;
}

/**
 * The server goes by a list of its files: with the sizes of the other build it would cut them off, and with its tags a
 * browser would hear that the worker which it has is still the one.
 */
function measureAnew(build: string): void {
  const list = join(build, 'adapter-node.js');
  const line = /(?<=export const assets = JSON\.parse\().+(?=\);)/;
  const text = readFileSync(list, 'utf8');
  const [written] = line.exec(text) ?? [];
  if (!written) throw new Error('the build lists its files in another way than it did');
  const { entries, ...rest } = JSON.parse(JSON.parse(written)) as { entries: [string, Served][] };
  const measured = entries.map(([path, served]) => {
    const size = (ending = '') => statSync(join(build, 'client', `${served.file}${ending}`)).size;
    const packed = { ...(served.gz && { gz: size('.gz') }), ...(served.br && { br: size('.br') }) };
    return [path, { ...served, size: size(), etag: `${served.etag}-next`, ...packed }];
  });
  const anew = JSON.stringify(JSON.stringify({ entries: measured, ...rest }));
  writeFileSync(
    list,
    text.replace(line, () => anew),
  );
}

const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

const isNamedByContent = (path: string) => /_app[/\\]immutable[/\\].+\.(js|css)$/.test(path);

function newName(path: string): string {
  return (path.split(sep).at(-1) ?? '').replace(/\.(js|css)$/, '-next.$1');
}

function readVersion(build: string): string {
  const file = join(build, 'client', '_app', 'version.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
