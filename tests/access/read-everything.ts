import { ask, knock } from './knock.ts';
import { everyDoor } from './matrix/every-door.ts';
import type { Identity, World } from './world.ts';

/** Everything that one identity is answered anywhere: every page, stream and file, as a page and as data, with its headers. */
export async function readEverything(
  origin: string,
  { who, world }: { who: Identity; world: World },
): Promise<string> {
  const rows = everyDoor.filter(({ door }) => door.startsWith('GET'));
  const answers = await Promise.all(
    rows.flatMap((row) => {
      const data = ask(`${origin}${asData(row.at(world))}`, { cookie: world.cookies[who] });
      return [knock(origin, row, { who, world }), data];
    }),
  );
  return answers.map(({ body, headers }) => JSON.stringify([...headers]) + body).join('\n');
}

/** The address under which the router fetches the same page's data. */
function asData(path: string): string {
  const [pathname = '', query] = path.split('?');
  return `${pathname === '/' ? '' : pathname}/__data.json${query ? `?${query}` : ''}`;
}
