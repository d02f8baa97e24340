import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { makePeople } from '../../../tests/support/circle.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';
import { findShippedSkill, listShippedSkills } from './use-cases/find-shipped-skill.ts';

const app = useApp();
const pages = usePages(app);
let author: Visitor;
let colleague: Visitor;
let owner: Visitor;
let stranger: Visitor;

const listening = () => findShippedSkill('listening')?.text ?? '';
const ours = (title = 'Asking twice') => listening().replace('title: Listening', `title: ${title}`);

beforeAll(async () => {
  const [ana, ben, cleo] = (await makePeople(app.database, ['Ana Reed', 'Ben Hale', 'Cleo Marsh'])) as [
    Actor,
    Actor,
    Actor,
  ];
  const [eve] = (await makePeople(app.database, ['Eve Stone'])) as [Actor];
  await app.database.asMaintenance((tx) =>
    tx.updateTable('person').set({ role: 'owner' }).where('id', '=', cleo.personId).execute(),
  );
  [author, colleague, owner, stranger] = (await Promise.all([ana, ben, cleo, eve].map(pages.signedIn))) as [
    Visitor,
    Visitor,
    Visitor,
    Visitor,
  ];
});

test.each(['/skills', '/skills/listening', '/skills/new'])(
  '%s is for those who are signed in',
  async (path) => {
    expect((await pages.visitor().get(path)).leadsTo).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
    expect((await colleague.get(path)).status).toBe(200);
  },
);

test('without a script skills are found by words, kind and moment', async () => {
  const titles = async (query: string) =>
    [...(await colleague.get(`/skills?${query}`)).body.matchAll(/<h3[^>]*><a[^>]*>([^<]+)/gu)].map(
      ([, title]) => title,
    );
  expect(await titles('')).toHaveLength(listShippedSkills().length);
  expect((await titles('words=feedb'))[0]).toMatch(/feedback/);
  expect(await titles('family=professional&moment=Ticket')).toEqual(['Clear writing']);
  expect((await colleague.get('/skills?words=zebra')).body).toContain('Nothing fits all of that');
});

test('the reading page has every behaviour with its anchors, and leads to the playbooks', async () => {
  const { body } = await colleague.get('/skills/listening');
  const { skill } = findShippedSkill('listening') ?? {};
  for (const behaviour of skill?.behaviours ?? [])
    expect(body).toContain(behaviour.text.replaceAll("'", '&#39;').slice(0, 10));
  expect(body).toContain('Leaves a second or two of silence after the last word.');
  expect(body).toContain('href="/library/active-listening-sprint"');
  expect((await colleague.get('/library/active-listening-sprint')).body).toContain(
    'href="/skills/listening"',
  );
  for (const slug of ['nothing', '..%2Fpackage', 'LISTENING']) {
    expect((await colleague.get(`/skills/${slug}`)).status, slug).toBe(404);
  }
});

test('a text with something to mend is not saved, is still there, and says what to mend', async () => {
  const text = ours().replace('family: soft', 'family: sotf');
  const page = await author.post('/skills/new?/save', { text });
  expect(page.status).toBe(422);
  expect(page.body).toContain('Nothing is saved yet');
  expect(page.body).toContain('Did you mean: soft');
  expect(page.body).toContain('family: sotf');
  const looked = await author.post('/skills/new?/check', { text: ours() });
  expect(looked.status).toBe(200);
  expect(looked.body).toContain('It can be read, observed and practised.');
  expect((await author.get('/skills')).body).not.toContain('Asking twice');
});

test('the text to begin with is not saved with its gaps', async () => {
  const { body } = await author.get('/skills/new');
  expect(body).toContain('author: Ana Reed');
  const page = await author.post('/skills/new?/save', { text: textIn(body) });
  expect(page.status).toBe(422);
  expect(page.body).toContain('This gap is not filled in yet.');
});

function textIn(body: string): string {
  const text = /<textarea[^>]*>([\s\S]*?)<\/textarea>/u.exec(body)?.[1] ?? '';
  return text.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

test('anybody adds a skill, all of the organisation read it, and nobody else', async () => {
  expect((await author.post('/skills/new?/save', { text: ours() })).leadsTo).toBe('/skills/asking-twice');
  expect((await author.post('/skills/new?/save', { text: listening() })).leadsTo).toBe('/skills/listening-2');
  const { body } = await colleague.get('/skills/asking-twice');
  expect(body).toContain('Asking twice');
  expect(body).not.toContain('Change the text');
  expect((await stranger.get('/skills/asking-twice')).status).toBe(404);
  expect((await stranger.get('/skills')).body).not.toContain('Asking twice');
});

test('author and owner change it; every version stays to be read; a colleague cannot', async () => {
  const edit = '/skills/asking-twice/edit';
  expect((await colleague.get(edit)).status).toBe(404);
  expect((await colleague.post(`${edit}?/save`, { text: ours(), number: '1' })).status).toBe(404);
  const changed = (summary: string) => ours().replace(/summary: .*/u, `summary: ${summary}`);
  expect((await author.post(`${edit}?/save`, { text: changed('A second try.'), number: '1' })).leadsTo).toBe(
    '/skills/asking-twice',
  );
  const late = await owner.post(`${edit}?/save`, { text: changed('A third try.'), number: '1' });
  expect(late.status).toBe(409);
  expect(late.body).toContain('Somebody saved version 2 while you were writing');
  expect(late.body).toContain('A third try.');
  await owner.post(`${edit}?/save`, { text: changed('A third try.'), number: '2' });
  expect((await colleague.get('/skills/asking-twice')).body).toContain('A third try.');
  const second = await colleague.get('/skills/asking-twice?version=2');
  expect(second.body).toContain('A second try.');
  expect(second.body).toContain('The text that people read now is version 3.');
  expect((await colleague.get('/skills/asking-twice?version=9')).status).toBe(404);
});

test('no script gets out of a skill', async () => {
  const text = ours('Hostile')
    .replace('It takes about a minute', '`<script>alert(1)</script>` It takes about a minute')
    .replace('> What did I miss?', '> a \\<script>alert(1)\\</script>');
  const page = await author.post('/skills/new?/save', { text });
  expect(page.leadsTo).toBe('/skills/hostile');
  for (const path of ['/skills/hostile', '/skills/hostile/edit'])
    expect((await author.get(path)).body).not.toMatch(/<script>alert/iu);
});

test('one of the organisation’s own is chosen, wished for and practised like any other', async () => {
  await author.post('/skills/new?/save', { text: ours('Asking thrice') });
  expect((await colleague.get('/welcome/you/wishes')).body).toContain('Asking thrice');
  await colleague.post('/welcome/you/wishes', { 'skills[]': 'asking-thrice' });
  await colleague.post('/me/focus?/choose', { skill: 'asking-thrice' });
  expect((await colleague.get('/me/profile')).body).toContain('You are at: Asking thrice');
  expect((await colleague.get('/me/focus/asking-thrice')).body).toContain('What partners saw');
  expect((await stranger.get('/me/focus/asking-thrice')).status).toBe(404);
  const made = await author.post('/circles/new', { name: 'The askers', focusSkill: 'asking thrice' });
  const { body } = await author.get(made.leadsTo ?? '');
  expect(body).toContain('href="/skills/asking-thrice"');
  expect((await author.get(`${made.leadsTo}/settings`)).body).toContain('<option value="Asking thrice">');
});

test('its author takes it away, and a colleague cannot', async () => {
  expect((await colleague.post('/skills/asking-twice?/letGo')).status).toBe(404);
  expect((await author.post('/skills/asking-twice?/letGo')).leadsTo).toBe('/skills');
  expect((await author.get('/skills/asking-twice')).status).toBe(404);
  expect((await author.post('/skills/listening?/letGo')).status).toBe(404);
});
