import type { Plugin } from 'vite';
import settings from '../../project.inlang/settings.json' with { type: 'json' };

/** What a generated message does before it says anything: it asks which language. */
const asking =
  /\(\(inputs(?: = \{\})?, options = \{\}\) => \{\s*experimentalStaticLocale \?\? options\.locale \?\? getLocale\(\);?\s*return (\w+)\(inputs\);?\s*\}\)/;

/**
 * While there is one language, a message in the browser is its sentence, and nothing asks which language it is: a tenth of
 * a page's own script otherwise. With a second language this does nothing.
 */
export function oneLanguage(): Plugin {
  const [language, ...others] = settings.locales;
  return {
    name: 'rondo:one-language',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client' && others.length === 0,
    transform: {
      filter: { id: /\/generated\/messages\/(messages\/\w+|runtime)\.js(\?|$)/ },
      handler(code) {
        const known = `export const experimentalStaticLocale = "${language}";`;
        return {
          code: code.replace(asking, '$1').replace(/export const experimentalStaticLocale = .*;/, known),
          map: null,
        };
      },
    },
  };
}
