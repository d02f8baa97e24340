import { ask, knock } from './knock.ts';
import { circles } from './matrix/circles.ts';
import { library } from './matrix/library.ts';
import { people } from './matrix/people.ts';
import { sessions } from './matrix/sessions.ts';
import { skills } from './matrix/skills.ts';
import type { Identity, World } from './world.ts';

/** Everything that one identity is answered anywhere: every page, stream and file, as a page and as data, with its headers. */
export async function readEverything(
  origin: string,
  { who, world }: { who: Identity; world: World },
): Promise<string> {
  const rows = [...circles, ...sessions, ...people, ...library, ...skills].filter(({ door }) =>
    door.startsWith('GET'),
  );
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
