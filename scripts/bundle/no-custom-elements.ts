import type { Plugin } from 'vite';

/**
 * What makes elements of one's own out of components stays in the browser's script although nothing here is one, because it
 * asks on loading whether there are elements at all. A kilobyte of every first page.
 */
export function noCustomElements(): Plugin {
  return {
    name: 'rondo:no-custom-elements',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    load: {
      filter: { id: /\/svelte\/src\/internal\/client\/dom\/elements\/custom-element\.js$/ },
      handler: () =>
        `export function create_custom_element() { throw new TypeError('No component here is an element of its own.'); }`,
    },
  };
}
