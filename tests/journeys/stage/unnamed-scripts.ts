import { readFileSync } from 'node:fs';
import type { PartName } from '#features/sessions/views/load-part.ts';
import type { Visitor } from './visitor.ts';

const client = new URL('../../../build/client/', import.meta.url);

/**
 * What is wrong with the scripts that a page names for this person: what they import at once must be named as well, and what
 * the parts need that the room shows, so that a phone fetches them together; and each must be there.
 */
export async function unnamedScripts(
  { context, origin }: Visitor,
  { page, parts = [] }: { page: string; parts?: readonly PartName[] },
): Promise<string[]> {
  const address = new URL(page, origin);
  const html = await (await context.request.get(address.href)).text();
  const links = [...html.matchAll(/<link\b[^>]*\brel="modulepreload"[^>]*>/g)].map(([link]) => link);
  const named = links.map((link) => new URL(/href="([^"]+)"/.exec(link)?.[1] ?? '', address).pathname);
  if (named.length === 0) return [`${page} names no scripts`];
  const answers = await Promise.all(
    named.map(async (path) => (await context.request.get(new URL(path, address).href)).status()),
  );
  const missing = named.filter((_, at) => answers[at] !== 200).map((path) => `${path} is not there`);
  const { room } = JSON.parse(readFileSync(new URL('_app/page-parts.json', client), 'utf8')) as {
    room: Record<PartName, string[]>;
  };
  const needed = new Set([...named.flatMap(importedBy), ...parts.flatMap((part) => room[part])]);
  const unnamed = [...needed].filter((path) => !named.includes(path)).map((path) => `${path} is not named`);
  return [...missing, ...unnamed].map((problem) => `${page}: ${problem}`);
}

/** Paths of what a script of the build imports at once. */
function importedBy(path: string): string[] {
  const code = readFileSync(new URL(path.slice(1), client), 'utf8');
  const imports = code.matchAll(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g);
  return [...imports].map(([, relative = '']) => new URL(relative, `file://${path}`).pathname);
}
