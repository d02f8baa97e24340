import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const whole = /import \* as universal from "([^"]+)";\s*export \{ universal \};/;
const named = /^export const (\w+)/gm;

/**
 * The framework hands a page's `+page.ts` on as a whole, for which the bundler writes an object with a getter for each name
 * and a file of helpers that make such objects, which came with every page. Here the names are written out.
 */
export function namedLoads(): Plugin {
  return {
    name: 'rondo:named-loads',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    transform: {
      filter: { id: /\/client-optimized\/nodes\/\d+\.js$/, code: whole },
      handler(code, id) {
        const written = code.replace(whole, (_, path: string) => {
          const source = readFileSync(join(id, '..', path), 'utf8');
          const names = [...source.matchAll(named)].map(([, name]) => name).join(', ');
          return `import { ${names} } from "${path}";\nexport const universal = { ${names} };`;
        });
        return { code: written, map: null };
      },
    },
  };
}
