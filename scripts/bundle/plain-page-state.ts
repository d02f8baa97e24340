import type { Plugin } from 'vite';

/** What the framework's own serialiser writes, for values that JSON can say: each value once, referred to by its place. */
const plain = `
export function stringify(value) {
  const written = [];
  const write = (value) => {
    if (value === undefined) return -1;
    if (value !== null && typeof value === 'object' && !Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype || typeof value === 'function')
      throw new TypeError('A page keeps only what JSON can say.');
    const at = written.push(0) - 1;
    written[at] = value === null || typeof value !== 'object' ? value
      : Array.isArray(value) ? value.map(write)
      : Object.fromEntries(Object.entries(value).map(([key, part]) => [key, write(part)]));
    return at;
  };
  const first = write(value);
  return JSON.stringify(first < 0 ? first : written);
}
export const stringifyAsync = async (value) => stringify(value);
`;

/** Values as script, which only the server writes; the framework names it in what the browser is sent, too. */
const noScript = `export function uneval() { throw new TypeError('Only the server writes values as script.'); }`;

/**
 * The framework can keep values of every kind with a page's entry in the browser's history. Nothing here keeps any, so the
 * browser is sent the part that writes plain values; what the server writes is still read whole.
 */
export function plainPageState(): Plugin {
  return {
    name: 'rondo:plain-page-state',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    load: {
      filter: { id: /\/node_modules\/devalue\/src\/(stringify|uneval)\.js$/ },
      handler: (id) => (id.endsWith('uneval.js') ? noScript : plain),
    },
  };
}
