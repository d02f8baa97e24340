import type { Plugin, Rolldown } from 'vite';

/** What people open on the way to practising; a telephone shows these first. */
const first = [
  '/src/routes/+layout.svelte',
  '/src/routes/+error.svelte',
  '/src/routes/+page.svelte',
  '/src/routes/circles/[circle=id]/+page.svelte',
  '/src/routes/circles/[circle=id]/board/+page.svelte',
  '/src/routes/library/+page.svelte',
  '/src/routes/library/[slug]/+page.svelte',
  '/src/routes/sessions/[session=id]/+page.svelte',
  '/src/routes/sessions/[session=id]/room/+page.svelte',
];

/** The looks themselves, whether a file or a component's. */
export const isLook = /\.css$|[?&]type=style/;

/**
 * Looks come in two files: what the pages are made of that people open first, and what only others need. A browser shows
 * nothing before it has a page's looks, and all of them are twice the bytes. A first page names the second file without asking
 * for it (`noteLaterLooks`), and it comes once the page is usable, or before another page is shown (`#ui/later-looks.ts`).
 */
export function lookGroup(id: string, context: Rolldown.ChunkingContext): string {
  const seen = new Set<string>();
  const open = [id];
  for (let at = open.pop(); at; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const path = at.replaceAll('\\', '/').replace(/\?.*$/, '');
    if (first.some((page) => path.endsWith(page))) return 'look';
    // Another page, or the error page, is what a component is reached through; what leads to the page itself is not asked.
    if (path.includes('/src/routes/')) continue;
    const info = context.getModuleInfo(at);
    open.push(...(info?.importers ?? []), ...(info?.dynamicImporters ?? []));
  }
  return 'later-looks';
}

/** Says in `later-looks.json` what the second file is called. */
export function noteLaterLooks(): Plugin {
  return {
    name: 'rondo:later-looks',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle(_options, bundle) {
      const looks = Object.keys(bundle).filter((name) => name.endsWith('.css'));
      const [later, ...others] = looks.filter((name) => /\/later-looks[.-][^/]*$/.test(name));
      if (looks.length !== 2 || !later || others.length > 0)
        this.error(`Looks come in two files, but here are ${looks.join(' and ')}.`);
      this.emitFile({
        type: 'asset',
        fileName: '_app/later-looks.json',
        source: JSON.stringify(`/${later}`),
      });
    },
  };
}
