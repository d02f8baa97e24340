import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Plugin } from 'vite';

const importing = /import \{ m \} from (['"])#messages\1/;
const messages = '/src/generated/messages/messages';
const said = /\bm\.(\w+)/g;

/**
 * Each module brings the sentences that it says. Otherwise a sentence that two pages say is a file of its own, of sixty bytes
 * and a request; on a phone one waits for requests, and a sentence that stands twice in a file hardly weighs.
 */
export function wordsInPlace(isSentence = (key: string) => existsSync(`.${messages}/${key}.js`)): Plugin {
  /** What the module of each sayer's words holds, by its name. */
  const words = new Map<string, string>();
  return {
    name: 'rondo:words-in-place',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    transform: {
      order: 'post',
      filter: { code: importing },
      handler(code, id) {
        const sayer = createHash('sha256').update(id).digest('hex').slice(0, 12);
        const keys = new Set([...code.matchAll(said)].map(([, key = '']) => key));
        const copies = [...keys]
          // Some other value of the module may be called m too; what it does not use is left out in the end.
          .filter(isSentence)
          .map((key) => `export { ${key} } from '${messages}/${key}.js?said-by=${sayer}';`);
        const name = `\0words-of-${sayer}`;
        words.set(name, copies.join('\n'));
        return { code: code.replace(importing, `import * as m from '${name.slice(1)}'`), map: null };
      },
    },
    resolveId: { filter: { id: /^words-of-/ }, handler: (id) => `\0${id}` },
    load: { filter: { id: /^\0words-of-/ }, handler: (id) => words.get(id) },
  };
}
