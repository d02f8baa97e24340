import type { Plugin } from 'vite';
import { findPageParts } from './page-parts.ts';

/**
 * Says in `page-parts.json` which scripts each part of a page needs beyond the page's own, so that the server can name those of
 * what it shows in the page. Otherwise a browser learns of them only once the page's script runs, and a phone waits for one
 * more round trip.
 */
export function partScripts(): Plugin {
  return {
    name: 'rondo:part-scripts',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    generateBundle(_options, bundle) {
      const pages = Object.entries(findPageParts(this, bundle)).map(([page, { scripts }]) => {
        const parts = Object.entries(scripts).map(([part, needed]) => [
          part,
          needed.map((name) => `/${name}`),
        ]);
        return [page, Object.fromEntries(parts)];
      });
      const source = JSON.stringify(Object.fromEntries(pages));
      this.emitFile({ type: 'asset', fileName: '_app/page-parts.json', source });
    },
  };
}
