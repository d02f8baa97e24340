import type { Plugin } from 'vite';

const frame = [0, 1];
const onlyComponent = /^export \{ default as component \} from "[^"]+";$/;

/**
 * The framework asks for the root layout and its error page only once it runs, and starts the page when both have come:
 * a round trip that every first visit would wait for. Here they come with it. Nodes 0 and 1 are the framework's names.
 */
export function eagerFrame(): Plugin {
  return {
    name: 'rondo:eager-frame',
    applyToEnvironment: ({ name }) => name === 'client',
    transform: {
      filter: { id: /\/generated\/build\/client-optimized\/(app|nodes\/[01])\.js$/ },
      handler(code, id) {
        if (!id.endsWith('app.js')) return asExpected(code);
        const imports = frame.map((node) => `import { component as c${node} } from './nodes/${node}';`);
        const eager = frame.reduce(
          (text, node) =>
            replaceOnce(text, `() => import('./nodes/${node}')`, `async () => ({ component: c${node} })`),
          code,
        );
        return { code: `${imports.join('\n')}\n${eager}`, map: null };
      },
    },
  };
}

/** Only the component is handed on, so there must be nothing else. */
function asExpected(code: string): undefined {
  if (!onlyComponent.test(code.trim())) throw new Error('The frame has more than a component.');
}

function replaceOnce(text: string, old: string, by: string): string {
  if (text.split(old).length !== 2)
    throw new Error(`The framework names its pages in another way: no ${old}.`);
  return text.replace(old, by);
}
