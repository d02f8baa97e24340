import { dirname, join } from 'node:path/posix';
import type { Rolldown } from 'vite';

const asking = /["']?([\w-]+)["']?: \(\) => import\(["'](\.[^"']+)["']\)/g;

/** Pages that fetch a part of themselves only where it is shown: the module that names the parts, and the page's own. */
const pages = {
  room: {
    parts: /\/sessions\/views\/load-part\.ts$/,
    page: /\/routes\/sessions\/\[session=id\]\/room\/\+page\.svelte$/,
  },
  session: {
    parts: /\/sessions\/views\/after\/load-planned\.ts$/,
    page: /\/routes\/sessions\/\[session=id\]\/\+page\.svelte$/,
  },
  board: {
    parts: /\/commitments\/views\/board-forms\.svelte\.ts$/,
    page: /\/routes\/circles\/\[circle=id\]\/board\/\+page\.svelte$/,
  },
};

export interface PageParts {
  /** The script of the page itself. */
  page: string;
  /** Scripts that each part needs beyond those of the page, by the part's name. */
  scripts: Record<string, string[]>;
}

/** The parts of each such page in a finished bundle. Throws where they are asked for in another way. */
export function findPageParts(
  context: Rolldown.PluginContext,
  bundle: Rolldown.OutputBundle,
): Record<keyof typeof pages, PageParts> {
  const found = Object.entries(pages).map(([name, { parts, page }]) => [
    name,
    findParts(context, bundle, { parts, page }),
  ]);
  return Object.fromEntries(found);
}

function findParts(
  context: Rolldown.PluginContext,
  bundle: Rolldown.OutputBundle,
  { parts, page }: { parts: RegExp; page: RegExp },
): PageParts {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const holding = (is: (id: string) => boolean) =>
    chunks.find(({ moduleIds }) => moduleIds.some((id) => is(withSlashes(id))))?.fileName;
  const own = holding((id) => page.test(id));
  const naming = [...context.getModuleIds()].find((id) => parts.test(withSlashes(id)));
  if (!own || !naming) throw new Error(`A page or its parts are called something else: ${page}, ${parts}.`);
  const known = reachedFrom(bundle, [own]);
  const scripts: PageParts['scripts'] = {};
  for (const [, name = '', path = ''] of (context.getModuleInfo(naming)?.code ?? '').matchAll(asking)) {
    const file = join(dirname(withSlashes(naming)), path);
    const script = holding((id) => id === file);
    if (!script) throw new Error(`No script holds the part ${name}.`);
    scripts[name] = [...reachedFrom(bundle, [script])].filter((needed) => !known.has(needed));
  }
  if (Object.keys(scripts).length === 0) throw new Error(`Parts are asked for in another way: ${parts}.`);
  return { page: own, scripts };
}

/** These scripts and all that they import at once. */
export function reachedFrom(bundle: Rolldown.OutputBundle, names: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const open = [...names];
  for (let name = open.pop(); name; name = open.pop()) {
    const file = bundle[name];
    if (reached.has(name) || file?.type !== 'chunk') continue;
    reached.add(name);
    open.push(...file.imports);
  }
  return reached;
}

function withSlashes(id: string): string {
  return id.replaceAll('\\', '/');
}
