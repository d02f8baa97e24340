import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** Where a page says where it stands, for the framework to find once it runs. */
const place = 'globalThis.rondoPage';

const booting = `import(\${s(prefixed(client.start))}).then(async (kit) => {
						kit.init(\${global});
						const app = await import(\${s(prefixed(client.app))});
						\${serialized_data}kit.start(app, \${args.join(', ')});
					});`;
const shortBooting = `${place} = \${global}; import(\${s(prefixed(client.app))}).then((app) => {
						\${serialized_data}app.start(app, \${args.join(', ')});
					});`;

/**
 * The framework starts in four files, three of them a line long: one hands the framework what the page says, one holds it, one
 * fetches the framework. On a phone each costs as much as a kilobyte and one of six places. Here the page leaves it in a global
 * and asks for what is built of this program, which starts the framework itself.
 */
export function shortStart(): Plugin[] {
  let app = '';
  return [
    {
      name: 'rondo:short-start',
      apply: 'build',
      applyToEnvironment: ({ name }) => name === 'client',
      buildStart({ input }) {
        app = (input as Record<string, string>)['entry/app'] ?? '';
        if (!app) this.error('The framework begins elsewhere.');
      },
      transform: {
        order: 'post',
        filter: { id: /\/runtime\/client\/(entry|payload)\.js$|\/client-optimized\/app\.js$/ },
        async handler(code, id) {
          if (id.endsWith('/payload.js')) {
            return {
              code: `export const payload = ${place} ?? {};\nexport function set_payload() {}`,
              map: null,
            };
          }
          if (id.endsWith('/app.js')) {
            const kit = await this.resolve('@sveltejs/kit/package.json', id);
            if (!kit) return this.error('The framework is not where it was.');
            const entry = join(dirname(kit.id), 'src/runtime/client/client-entry.js');
            return { code: `${code}\nexport { start } from ${JSON.stringify(entry)};`, map: null };
          }
          // Nobody fetches it any more; the framework still wants to see that it fetches something.
          return { code: `export const start = () => import(${JSON.stringify(app)});`, map: null };
        },
      },
    },
    {
      name: 'rondo:short-start-page',
      apply: 'build',
      applyToEnvironment: ({ name }) => name === 'ssr',
      transform: {
        filter: { id: /\/@sveltejs\/kit\/src\/runtime\/server\/page\/render\.js$/ },
        handler(code) {
          if (!code.includes(booting)) throw new Error('The framework starts its pages in another way.');
          return { code: code.replace(booting, () => shortBooting), map: null };
        },
      },
    },
  ];
}
