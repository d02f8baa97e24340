import type { Plugin } from 'vite';

const list = '.vite/manifest.json';

/**
 * The framework goes through the list of what a page's scripts import to name them in the page. It goes into what is fetched
 * later first, and does not name what it met there, although the page needs it at once: a phone learned of such a script a
 * round trip later. Here the list leaves out what shared scripts fetch later; looks that come later come by themselves (`looks.ts`).
 */
export function namedAtOnce(): Plugin {
  return {
    name: 'rondo:named-at-once',
    apply: 'build',
    enforce: 'post',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const file = bundle[list];
        if (file?.type !== 'asset') return this.error('The list of what scripts import is not where it was.');
        file.source = withoutLater(String(file.source));
      },
    },
  };
}

function withoutLater(manifest: string): string {
  const chunks: Record<string, { isEntry?: boolean; dynamicImports?: string[] }> = JSON.parse(manifest);
  for (const chunk of Object.values(chunks)) if (!chunk.isEntry) delete chunk.dynamicImports;
  return JSON.stringify(chunks);
}
