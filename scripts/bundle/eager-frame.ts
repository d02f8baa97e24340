import type { Plugin } from 'vite';

const frame = [0, 1];

/**
 * The framework asks for the root layout and its error page only once it runs, and starts the page when both have come:
 * a round trip that every first visit would wait for. Here they come with it. Nodes 0 and 1 are the framework's names.
 */
export function eagerFrame(): Plugin {
  return {
    name: 'rondo:eager-frame',
    applyToEnvironment: ({ name }) => name === 'client',
    transform: {
      filter: { id: /\/generated\/build\/client-optimized\/app\.js$/ },
      handler(code) {
        const imports = frame.map((node) => `import * as node${node} from './nodes/${node}';`).join('\n');
        const eager = frame.reduce(
          (text, node) => replaceOnce(text, `() => import('./nodes/${node}')`, `async () => node${node}`),
          code,
        );
        return { code: `${imports}\n${eager}`, map: null };
      },
    },
  };
}

function replaceOnce(text: string, old: string, by: string): string {
  if (text.split(old).length !== 2)
    throw new Error(`The framework names its pages in another way: no ${old}.`);
  return text.replace(old, by);
}
