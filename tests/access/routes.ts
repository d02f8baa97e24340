import { join } from 'node:path';

interface Manifest {
  nodes: (() => Promise<{ server?: { actions?: Record<string, unknown> } }>)[];
  routes: {
    id: string;
    page: { leaf: number } | null;
    endpoint: (() => Promise<Record<string, unknown>>) | null;
  }[];
}

/** Every door of the built pages, as the router itself knows them: `GET /x`, `POST /x`, `POST /x?/action`. */
export async function listRoutes(): Promise<string[]> {
  const path = join(import.meta.dirname, '../../build/server/manifest.js');
  const { manifest } = (await import(path)) as { manifest: Manifest };
  const doors: string[] = [];
  for (const { id, page, endpoint } of manifest.routes) {
    if (page) {
      doors.push(`GET ${id}`);
      const { server } = (await manifest.nodes[page.leaf]?.()) ?? {};
      for (const action of Object.keys(server?.actions ?? {}))
        doors.push(`POST ${id}${action === 'default' ? '' : `?/${action}`}`);
    }
    const exported = Object.keys((await endpoint?.()) ?? {});
    for (const method of exported.filter((name) =>
      /^(GET|POST|PUT|PATCH|DELETE|OPTIONS|HEAD|fallback)$/.test(name),
    ))
      doors.push(`${method} ${id}`);
  }
  return doors;
}
