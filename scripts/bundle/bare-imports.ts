import type { Plugin } from 'vite';

const call = '__vitePreload(';
const end = ', __VITE_PRELOAD__, import.meta.url)';
const whole =
  /__vitePreload\(\(\) => (import\("[^"]*"\)(?:\.then\(\(n\) => n\.\w+\))?), __VITE_PRELOAD__, import\.meta\.url\)/g;
const alone = /^import \{ \w+ as __vitePreload \} from "[^"]*";\n/m;

/**
 * Before a module is fetched, the bundler would first see to its looks. All looks are there before another page is shown
 * (`looks.ts`), so a fetched module is fetched, and neither the list of looks nor what reads it is sent.
 */
export function bareImports(): Plugin {
  return {
    name: 'rondo:bare-imports',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    transform: {
      order: 'post',
      filter: { id: /vite\/preload-helper\.js$/ },
      handler: () => ({ code: 'export const __vitePreload = (load) => load();', map: null }),
    },
    // After the bundler has wrapped the imports, before it says what they need.
    renderChunk(code) {
      if (!code.includes(call)) return null;
      const bare = code.replace(whole, '$1');
      return {
        code: bare.includes(call) ? bare.replaceAll(end, ', [])') : bare.replace(alone, ''),
        map: null,
      };
    },
  };
}
