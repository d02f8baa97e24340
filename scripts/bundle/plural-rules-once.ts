import type { Plugin } from 'vite';

const making = 'new Intl.PluralRules(locale, options).select(';

/**
 * On the server, rules for plurals are made once for each language instead of for each sentence with a number in it: making
 * them costs more than saying a hundred sentences. A browser says few, and needs no more script for them.
 */
export function pluralRulesOnce(): Plugin {
  return {
    name: 'rondo:plural-rules-once',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'ssr',
    transform: {
      filter: { id: /\/generated\/messages-whole\/registry\.js(\?|$)/ },
      handler(code) {
        if (!code.includes(making))
          this.error('The generated messages make their rules for plurals differently now.');
        return {
          code: `${code.replace(making, 'rulesFor(locale, options).select(')}\n${keeping}`,
          map: null,
        };
      },
    },
  };
}

const keeping = `const kept = new Map();
function rulesFor(locale, options) {
  const key = locale + JSON.stringify(options ?? {});
  if (!kept.has(key)) kept.set(key, new Intl.PluralRules(locale, options));
  return kept.get(key);
}
`;
