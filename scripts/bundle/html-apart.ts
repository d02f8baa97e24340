import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const handedOn = "export { html } from './dom/blocks/html.js';\n";

/**
 * What puts sanitised Markdown into a page comes with the one component that uses it. The framework hands it on together with
 * all else that components need, so it would come with every page.
 */
export function htmlApart(): Plugin {
  return {
    name: 'rondo:html-apart',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    transform: {
      order: 'post',
      filter: { id: /\/svelte\/src\/internal\/client\/index\.js$|\/src\/.*\.svelte$/ },
      async handler(code, id) {
        if (!id.endsWith('.svelte')) {
          if (!code.includes(handedOn)) this.error('The framework hands html on in another way.');
          return { code: code.replace(handedOn, ''), map: null };
        }
        if (!code.includes('$.html(')) return null;
        const client = await this.resolve('svelte/internal/client', id);
        if (!client) return this.error('The framework is not where it was.');
        const path = join(dirname(client.id), 'dom/blocks/html.js');
        const apart = code.replaceAll('$.html(', '$html(');
        return { code: `import { html as $html } from ${JSON.stringify(path)};\n${apart}`, map: null };
      },
    },
  };
}
