import { dirname, join } from 'node:path/posix';
import type { Rolldown } from 'vite';

const asking = /["']?([\w-]+)["']?: \(\) => import\(["'](\.[^"']+)["']\)/g;
const isParts = /\/sessions\/views\/load-part\.ts$/;
const isRoom = /\/routes\/sessions\/\[session=id\]\/room\/\+page\.svelte$/;

export interface RoomParts {
  /** The script of the room's page itself. */
  room: string;
  /** Scripts that each part needs beyond those of the room, by the part's name. */
  scripts: Record<string, string[]>;
}

/** The parts of the room (`load-part.ts`) in a finished bundle. Throws where they are asked for in another way. */
export function findRoomParts(context: Rolldown.PluginContext, bundle: Rolldown.OutputBundle): RoomParts {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const holding = (is: (id: string) => boolean) =>
    chunks.find(({ moduleIds }) => moduleIds.some((id) => is(withSlashes(id))))?.fileName;
  const room = holding((id) => isRoom.test(id));
  const parts = [...context.getModuleIds()].find((id) => isParts.test(withSlashes(id)));
  if (!room || !parts) throw new Error('The room or its parts are called something else.');
  const known = reachedFrom(bundle, [room]);
  const scripts: RoomParts['scripts'] = {};
  for (const [, name = '', path = ''] of (context.getModuleInfo(parts)?.code ?? '').matchAll(asking)) {
    const file = join(dirname(withSlashes(parts)), path);
    const script = holding((id) => id === file);
    if (!script) throw new Error(`No script holds the room's part ${name}.`);
    scripts[name] = [...reachedFrom(bundle, [script])].filter((needed) => !known.has(needed));
  }
  if (Object.keys(scripts).length === 0) throw new Error('The room asks for its parts in another way.');
  return { room, scripts };
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
