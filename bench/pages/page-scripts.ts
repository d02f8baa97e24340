import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const client = new URL('../../build/client/', import.meta.url);

/** Bytes of these modules of the build, each compressed by itself as the server sends them. */
export function compressedBytes(modules: Iterable<string>): number {
  return [...modules].reduce((sum, path) => sum + gzipSync(readFileSync(new URL(path, client))).length, 0);
}

/** Modules that a page's HTML names, by preload or by import, and all that those import at once. */
export function modulesOf(html: string): Set<string> {
  const found = new Set<string>();
  const named = [...html.matchAll(/_app\/immutable\/[\w./-]+\.js/g)].map(([path]) => path);
  const open = named;
  while (open.length > 0) {
    const path = open.pop() ?? '';
    if (found.has(path) || !existsSync(new URL(path, client))) continue;
    found.add(path);
    const text = readFileSync(new URL(path, client), 'utf8');
    for (const [, relative = ''] of text.matchAll(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g)) {
      open.push(new URL(relative, `file:///${path}`).pathname.slice(1));
    }
  }
  return found;
}
