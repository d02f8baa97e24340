/**
 * Files of the program that a text names, as whole addresses: a page its scripts, looks and fonts; looks their fonts; a script
 * what it cannot start without. What a script fetches only once it is asked for is left out.
 *
 * @param at where the text was fetched from, against which the names in it are read
 */
export function neededFiles(text: string, at: string): string[] {
  const patterns = at.endsWith('.js') ? [standing] : at.endsWith('.css') ? [painted] : [linked, fetched];
  const names = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name]) => name ?? ''));
  const ours = names
    .map((name) => new URL(name, at))
    .filter(({ origin, pathname }) => origin === new URL(at).origin && pathname.startsWith(programFolder));
  return [...new Set(ours.map(({ href }) => href))];
}

/** Where the build puts what it names by its content: the same name is the same file for ever. */
export const programFolder = '/_app/immutable/';

/** `import … from "./x.js"` and `import "./x.js"`, as the bundler writes them; not `import("./x.js")`. */
const standing = /\b(?:from|import)\s*["'](\.{1,2}\/[^"']+)["']/g;
const painted = /url\(\s*["']?([^"')]+)["']?\s*\)/g;
const linked = /<(?:link|script)\b[^>]*?\b(?:href|src)="([^"]+)"/g;
const fetched = /\bimport\("([^"]+)"\)/g;
