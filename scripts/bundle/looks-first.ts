import type { Plugin } from 'vite';

const order =
  /(\.\.\.this\.#link_tags,\s*this\.#rendered,)(\s*\.\.\.this\.#style_tags,)\s*\.\.\.this\.#stylesheet_links\s*\]/;

/**
 * The framework names a page's looks after a dozen scripts. A browser asks for six files at a time in the order in which they
 * are named, and shows nothing before it has the looks, so on a phone the heading waited a round trip longer.
 */
export function looksFirst(): Plugin {
  return {
    name: 'rondo:looks-first',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'ssr',
    transform: {
      filter: { id: /\/@sveltejs\/kit\/src\/runtime\/server\/page\/render\.js$/ },
      handler(code) {
        if (!order.test(code)) throw new Error('The framework orders what its pages name in another way.');
        return { code: code.replace(order, '...this.#stylesheet_links,$1$2]'), map: null };
      },
    },
  };
}
