import { buildNotes } from './build-notes.ts';

/** Of each page that fetches a part of itself only where it is shown: addresses of scripts by the name of the part. */
type PageParts = Record<'room' | 'session' | 'board', Record<string, string[]>>;

let pages: Partial<PageParts> | undefined;

/**
 * Addresses of the scripts that these parts of a page need beyond the page's own, so that the page can name them and a browser
 * fetches them together with the rest (`scripts/bundle/part-scripts.ts` wrote them down). None in development.
 */
export function partScripts(page: keyof PageParts, parts: readonly string[]): string[] {
  pages ??= buildNotes<PageParts>('page-parts.json') ?? {};
  return [...new Set(parts.flatMap((part) => pages?.[page]?.[part] ?? []))];
}
