import { beforeAll, expect, test } from 'vitest';
import { parsePlaybook } from '#core/playbook/parse.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';
import { findShippedPlaybook } from './use-cases/find-shipped-playbook.ts';

const app = useApp();
const pages = usePages(app);
let ana: Actor;
let circleId: string;
let member: Visitor;
let colleague: Visitor;

beforeAll(async () => {
  const [first, second, third] = (await makePeople(app.database, ['Ana Reed', 'Ben Hale', 'Cleo Marsh'])) as [
    Actor,
    Actor,
    Actor,
  ];
  ana = first;
  ({ circleId } = await makeCircle(app.database, [first, second]));
  member = await pages.signedIn(first);
  colleague = await pages.signedIn(third);
});

const paths = ['/library', '/library/grow', '/library/grow/deck', '/library/grow/alone'];

test.each(paths)('%s is for those who are signed in', async (path) => {
  expect((await pages.visitor().get(path)).leadsTo).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
  expect((await member.get(path)).status).toBe(200);
});

test('what is not in the library is not found', async () => {
  for (const slug of ['nothing', '..%2Fpackage', 'GROW', 'grow?circle=x', `grow?circle=${circleId}`])
    expect((await member.get(`/library/${slug}`)).status, slug).toBe(404);
});

test('without a script the search is a form, and the page holds what was asked and found', async () => {
  const { body } = await member.get('/library?words=gratitude&people=2&minutes=&skill=&difficulty=');
  const titles = [...body.matchAll(/<h3[^>]*><a[^>]*>([^<]+)/gu)].map(([, title]) => title);
  expect(titles[0]).toBe('Gratitude circle');
  expect(titles).not.toContain('GROW conversation');
  expect(body).toMatch(/name="words"[^>]*value="gratitude"|value="gratitude"[^>]*name="words"/u);
  expect((await member.get('/library?words=zebra')).body).toContain('Nothing fits all of that');
});

test('the reading page has every step with its words, and the total for each number of people', async () => {
  const { body } = await member.get('/library/live-drill?people=5');
  for (const said of [
    'Set the scene',
    'Rewind. I would like to say that again.',
    'An observer helps.',
    '19 minutes',
    '25 minutes',
  ])
    expect(body).toContain(said);
  expect(body.match(/aria-current="true"/gu)).toHaveLength(1);
});

/** What somebody might write into a circle's own playbook; some of it the format refuses, none of it may run. */
const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[click](javascript:alert(1))',
  '![x](https://example.org/pixel.png)',
  '</script><script>alert(1)</script>',
  '{@html "<script>alert(1)</script>"}',
  '&lt;script&gt;alert(1)&lt;/script&gt; & <b>',
  '*hi* [x](data:text/html;base64,PHNjcmlwdD4=)',
  // These two the format allows, so that the pages show them.
  '`<script>alert(1)</script>`',
  'a \\<script>alert(1)\\</script>',
];

test.each(attacks)('no script gets out of a playbook that says %s', async (attack) => {
  const drill = findShippedPlaybook('live-drill')?.text ?? '';
  const texts = [
    drill.replace('nobody coaches from the side', `nobody coaches. ${attack}`),
    drill.replace('Two questions each, in turn.', `Two questions. ${attack}`),
    drill.replace('- What am I not seeing?', `- What ${attack}`),
    drill.replace('title: Live drill, silent observer, debrief', `title: ${JSON.stringify(`A ${attack}`)}`),
  ];
  expect(parsePlaybook(texts[0] ?? '').ok).toBe(/^[`a]/u.test(attack));
  for (const [index, text] of texts.entries()) {
    const slug = `hostile-${attacks.indexOf(attack)}-${index}`;
    await putOwn(slug, text);
    for (const page of ['', '/deck', '/alone']) {
      const { status, body } = await member.get(`/library/${slug}${page}?circle=${circleId}`);
      expect(status).toBe(parsePlaybook(text).ok ? 200 : 404);
      expect(body).not.toMatch(/<script>alert|<img src=x|href="\s*(?:javascript|data):/iu);
    }
  }
  expect((await member.get('/library')).body).not.toMatch(/<script>alert|<img src=x/iu);
});

async function putOwn(slug: string, text: string): Promise<void> {
  const row = { organisation_id: ana.organisationId, circle_id: circleId, made_by: ana.personId };
  const id = crypto.randomUUID();
  await app.database.asPerson(ana, (tx) =>
    tx
      .insertInto('playbook')
      .values({ ...row, id, slug, title: slug, text })
      .execute(),
  );
}

const address = () => `/circles/${circleId}/sessions/new`;
const later = { when: 'later', date: '2031-03-04', time: '10:30', zone: 'Europe/Lisbon', device: 'own' };

/** What a browser without any script would send next: the hidden fields of the page that it was given. */
function hidden(body: string): Record<string, string> {
  const fields = [...body.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/gu)];
  return Object.fromEntries(
    fields.map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')]),
  );
}

/** Where the page's own buttons send the form. */
function actionOf(body: string, name: string): string {
  return new RegExp(`action="([^"]*/${name})"`, 'u').exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
}

test('a circle without a session yet is shown where to begin', async () => {
  const { body } = await member.get(address());
  expect(body).toContain('Your first session');
  expect(body.indexOf('Strengths scan')).toBeLessThan(body.indexOf('Two-question check-in'));
});

test('without a script the steps are changed, the form is kept as the circle’s own, and the session planned', async () => {
  let page = await member.get(`${address()}?playbook=live-drill`);
  expect(page.body).toContain('19 minutes with 2 people');
  for (const act of ['drop 2', 'up 2'])
    page = await member.post(`${address()}${actionOf(page.body, 'change')}`, {
      ...later,
      ...hidden(page.body),
      act,
    });
  expect(page.body).toContain('14 minutes with 2 people');
  expect(page.body).toContain('value="2031-03-04"');
  expect(page.body).toContain('has nothing to look back on');
  const kept = { keep: 'on', title: 'Talk first' };
  page = await member.post(`${address()}${actionOf(page.body, 'plan')}`, {
    ...later,
    ...hidden(page.body),
    ...kept,
  });
  expect(page.leadsTo).toBe(`/circles/${circleId}`);

  const [session] = await app.database.asPerson(ana, (tx) =>
    tx.selectFrom('session').selectAll().where('status', '=', 'planned').execute(),
  );
  expect(session).toMatchObject({
    playbook_slug: 'talk-first',
    time_zone: 'Europe/Lisbon',
    one_device: false,
  });
  expect(session?.starts_at).toEqual(new Date('2031-03-04T10:30:00Z'));
  const parsed = parsePlaybook(session?.playbook_text ?? '');
  if (!parsed.ok) throw new Error('the planned text cannot be played');
  expect(parsed.playbook.steps.map(({ name }) => name).slice(0, 3)).toEqual([
    'Check in',
    'Evidence',
    'Set the scene',
  ]);
  expect(parsed.playbook.parent).toEqual({ slug: 'live-drill', version: '1.0.0' });
  expect(parsed.playbook.author).toBe('The Thursday five, after Rondo');
  const own = await member.get(`/library/talk-first?circle=${circleId}`);
  expect(own.body).toContain('A changed form of Live drill, silent observer, debrief, version 1.0.0.');
});

test.each([
  [{ date: '' }, 'Say on which day'],
  [{ date: '2020-01-01' }, 'That moment has passed'],
  [{ zone: 'Europe/Atlantis' }, 'That time zone is not known'],
  [{ changes: '{' }, 'The changes could not be read'],
  [{ playbook: 'nothing' }, 'That playbook is not there any more'],
  [{ changes: '[{"type":"drop","step":"Close"}]', keep: 'on', title: '  ' }, 'The name has 1 to 120'],
])('%j is refused with a sentence, and nothing is stored', async (fields, sentence) => {
  const before = await rows();
  const page = await member.post(`${address()}?playbook=live-drill&/plan`, {
    ...later,
    playbook: 'live-drill',
    changes: '[]',
    ...fields,
  });
  expect(page.status).toBe(422);
  expect(page.body).toContain(sentence);
  expect(page.body).toContain('10:30');
  expect(await rows()).toEqual(before);
});

async function rows() {
  return app.database.asPerson(ana, async (tx) => ({
    sessions: await tx.selectFrom('session').select('id').execute(),
    playbooks: await tx.selectFrom('playbook').select('id').execute(),
  }));
}

test('a colleague outside the circle finds no page there, and plans nothing', async () => {
  const before = await rows();
  expect((await colleague.get(address())).status).toBe(404);
  const fields = { ...later, playbook: 'live-drill', changes: '[]' };
  for (const action of ['change', 'plan'])
    expect((await colleague.post(`${address()}?/${action}`, fields)).status).toBe(404);
  expect((await colleague.get(`/library/talk-first?circle=${circleId}`)).status).toBe(404);
  expect((await colleague.post(`/library/talk-first?circle=${circleId}&/letGo`)).status).toBe(404);
  expect(await rows()).toEqual(before);
});

test('what starts now leads into its room, and a second one is refused until that is over', async () => {
  const fields = { when: 'now', device: 'one', playbook: 'two-question-check-in', changes: '[]' };
  const opened = await member.post(`${address()}?/plan`, fields);
  expect(opened.leadsTo).toMatch(/^\/sessions\/[0-9a-f-]{36}\/room$/u);
  const again = await member.post(`${address()}?playbook=grow&/plan`, fields);
  expect(again.body).toContain('Your circle has a session open already');
});

test('a member lets go of an own form', async () => {
  const gone = await member.post(`/library/talk-first?circle=${circleId}&/letGo`);
  expect(gone.leadsTo).toBe('/library');
  expect((await member.get(`/library/talk-first?circle=${circleId}`)).status).toBe(404);
});
