import type { Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

/**
 * A circle as `foundCircle` makes it, by the same forms and with the cookies of the same browsers, but without opening a
 * page for each: for journeys that begin later. Returns its address.
 */
export async function foundQuickly(stage: Stage, people: readonly Visitor[]): Promise<string> {
  const [founder, ...others] = people;
  if (!founder) throw new Error('a circle needs somebody who founds it');
  await send(founder, { page: new URL(stage.operatorLink()).pathname });
  await send(founder, { page: '/setup', fields: { organisation: 'Lantern Works', ...about(founder) } });
  const made = await send(founder, { page: '/circles/new', fields: { name: 'The Thursday four' } });
  const circle = new URL(made.url).pathname;
  for (const newcomer of others) {
    const email = `${newcomer.name.split(' ')[0]?.toLowerCase()}@lantern.example`;
    const invited = await send(founder, {
      page: `${circle}/invite`,
      holding: 'name="email"',
      fields: { email },
    });
    const link = /value="[^"]*(\/join\/[^"]+)"/.exec(invited.html)?.[1];
    if (!link) throw new Error('the invitation holds no link');
    await send(newcomer, { page: link, holding: '?/newcomer', fields: about(newcomer) });
  }
  for (const person of people) await send(person, { page: `${circle}/agreement`, holding: '?/consent' });
  return circle;
}

const about = ({ name }: Visitor) => ({ name, email: '', timeZone: 'Europe/Berlin', 'languages[]': 'en' });

/** Sends the form of a page that holds these words, with what it brings hidden; answers the page that comes then. */
async function send(
  { context, origin }: Visitor,
  { page, holding = '', fields = {} }: { page: string; holding?: string; fields?: Record<string, string> },
): Promise<{ url: string; html: string }> {
  const html = await (await context.request.get(origin + page)).text();
  const form = html
    .split('<form')
    .slice(1)
    .map((rest) => rest.split('</form>')[0] ?? '')
    .find((each) => each.includes('method="POST"') && each.includes(holding));
  if (form === undefined) throw new Error(`${page} has no form that holds “${holding}”`);
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  const action = /action="([^"]*)"/.exec(form)?.[1] ?? '';
  const answer = await context.request.post(origin + page + action, {
    form: { ...Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value])), ...fields },
    headers: { origin, 'sec-fetch-site': 'same-origin', accept: 'text/html' },
  });
  if (!answer.ok()) throw new Error(`${page} answered ${answer.status()}`);
  return { url: answer.url(), html: await answer.text() };
}
