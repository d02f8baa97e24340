import { beforeEach, expect, test } from 'vitest';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { makePeople } from '../../../tests/support/circle.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';

const app = useApp();
const pages = usePages(app);
let ana: Actor;
let ben: Actor;
let visitor: Visitor;
let colleague: Visitor;

beforeEach(async () => {
  [ana, ben] = (await makePeople(app.database, ['Ana Reed', 'Ben Hale'])) as [Actor, Actor];
  [visitor, colleague] = (await Promise.all([ana, ben].map((person) => pages.signedIn(person)))) as [
    Visitor,
    Visitor,
  ];
});

const here = '/me/focus/listening';
const behaviour = 'Says back the point before answering it';

/** Asks, and returns the path of the link that was shown. */
async function ask(who: Visitor, form: Record<string, string> = {}): Promise<string> {
  const page = await who.post(`${here}?/ask`, { toName: 'Iris', question: 'What helps?', ...form });
  const path = /value="[^"]*(\/answer\/[^"]+)"/u.exec(page.body)?.[1];
  if (!path) throw new Error(`no link was shown, status ${page.status}`);
  return path;
}

test('one is chosen at a time, and what was before stays as a history', async () => {
  expect((await visitor.post('/me/focus?/choose', { skill: 'listening' })).leadsTo).toBe('/me/focus');
  await visitor.post('/me/focus/negotiation?/choose');
  const { body } = await visitor.get('/me/focus');
  expect(body).toMatch(/You are at[\s\S]*Negotiation[\s\S]*What you were at before[\s\S]*Listening/u);
  expect((await visitor.get('/me/profile')).body).toContain('You are at: Negotiation');
  await visitor.post('/me/focus?/rest');
  expect((await visitor.get('/me/focus')).body).toContain('Nothing yet, and that is fine');
  expect((await visitor.post('/me/focus?/choose', { skill: 'never-written' })).status).toBe(400);
});

test('two who choose for the same person at once leave one focus', async () => {
  await Promise.all(
    ['listening', 'negotiation', 'coaching', 'delegation'].map((skill) =>
      visitor.post('/me/focus?/choose', { skill }),
    ),
  );
  const open = await app.database.asPerson(ana, (tx) =>
    tx.selectFrom('focus_period').select('skill').where('ended_at', 'is', null).execute(),
  );
  const profile = await app.database.asPerson(ana, (tx) =>
    tx.selectFrom('person_profile').select('focus_skill').executeTakeFirst(),
  );
  expect(open).toEqual([{ skill: profile?.focus_skill }]);
});

test('knowing and doing are told apart by the anchors, and a gap between them is suggested', async () => {
  const kept = await visitor.post(`${here}?/rate`, { behaviour, known: '4', applied: '2' });
  expect(kept.body).toContain('Kept.');
  expect(kept.body).toContain('I do: 2 of 4');
  const { body } = await visitor.get('/me/focus');
  expect(body).toContain(`You know how, and do it less than you know: “${behaviour}”`);
  await visitor.post(`${here}?/rate`, { behaviour, known: '', applied: '' });
  expect((await visitor.get('/me/focus')).body).not.toContain(behaviour);
  expect((await visitor.post(`${here}?/rate`, { behaviour: 'Sings', applied: '2' })).status).toBe(409);
});

test('a stakeholder answers once, without an account, and the asker alone reads it', async () => {
  const link = await ask(visitor);
  const stakeholder = pages.visitor();
  for (let look = 0; look < 3; look += 1) {
    const { body, status } = await stakeholder.get(link);
    expect(status).toBe(200);
    expect(body).toContain('Ana Reed asks you something');
    expect(body).toContain('What helps?');
  }
  expect((await stakeholder.post(link, { answer: '  ' })).status).toBe(400);
  expect((await stakeholder.post(link, { answer: 'You wait before you answer.' })).body).toContain(
    'Thank you',
  );
  expect((await stakeholder.post(link, { answer: 'And again.' })).status).toBe(410);
  expect((await stakeholder.get(link)).body).not.toContain('You wait');
  expect((await visitor.get('/')).body).toContain('Somebody has answered a question of yours');
  const { body } = await visitor.get(here);
  expect(body).toContain('You wait before you answer.');
  expect(body).not.toContain('And again.');
  expect((await visitor.get('/me/focus')).body).toContain('Somebody whom you asked has told you');
  const kept = await app.database.asMaintenance((tx) =>
    tx.selectFrom('stakeholder_question').select(['to_name', 'question', 'answer']).execute(),
  );
  expect(JSON.stringify(kept)).not.toMatch(/Iris|What helps|You wait/u);
  for (const path of [here, '/me/focus', '/'])
    expect((await colleague.get(path)).body).not.toContain('You wait before');
});

test('of two answers sent at once one stands', async () => {
  const link = await ask(visitor);
  const said = await Promise.all(['One.', 'Two.'].map((answer) => pages.visitor().post(link, { answer })));
  expect(said.map(({ status }) => status).sort()).toEqual([200, 410]);
});

test('a link that was taken back or is too old answers nothing, and one that nobody made is not found', async () => {
  const link = await ask(visitor);
  const id = /name="question" value="([0-9a-f-]{36})"/u.exec((await visitor.get(here)).body)?.[1] ?? '';
  await colleague.post(`${here}?/takeBack`, { question: id });
  expect((await pages.visitor().get(link)).body).toContain('What helps?');
  await visitor.post(`${here}?/takeBack`, { question: id });
  expect((await pages.visitor().get(link)).body).toContain('Ana Reed has taken it back');
  expect((await pages.visitor().post(link, { answer: 'Late.' })).status).toBe(410);

  const old = await ask(visitor);
  await app.database.asMaintenance((tx) =>
    tx
      .updateTable('stakeholder_question')
      .set({ expires_at: new Date(0) })
      .execute(),
  );
  expect((await pages.visitor().get(old)).body).toContain('The time for it is over');
  expect((await pages.visitor().post(old, { answer: 'Late.' })).status).toBe(410);
  expect((await pages.visitor().get('/answer/nobody-made-this')).status).toBe(404);
});

test('a question that goes takes its answer along', async () => {
  const link = await ask(visitor);
  await pages.visitor().post(link, { answer: 'You wait before you answer.' });
  const id = /name="question" value="([0-9a-f-]{36})"/u.exec((await visitor.get(here)).body)?.[1] ?? '';
  await visitor.post(`${here}?/remove`, { question: id });
  expect((await visitor.get(here)).body).not.toContain('You wait');
  expect((await pages.visitor().get(link)).status).toBe(404);
});

test('nobody asks more than ten people a day', async () => {
  for (let asked = 0; asked < 10; asked += 1) await ask(visitor);
  const page = await visitor.post(`${here}?/ask`, { toName: 'Iris', question: 'What helps?' });
  expect(page.status).toBe(429);
  expect(page.body).toContain('You have asked many people today');
  expect(page.body).toContain('What helps?');
  await ask(colleague);
});

test('a figure is noted by the day, shows where it goes, and can be taken away', async () => {
  await visitor.post(`${here}?/metric`, { name: 'Questions asked twice', unit: 'a week', better: 'less' });
  const id = /name="metric" value="([0-9a-f-]{36})"/u.exec((await visitor.get(here)).body)?.[1] ?? '';
  const note = (on: string, value: string) => visitor.post(`${here}?/value`, { metric: id, on, value });
  await note('2026-10-01', '9');
  await note('2026-11-02', '7,5');
  await note('2026-11-02', '5');
  const { body } = await visitor.get(here);
  expect(body).toContain('Questions asked twice: 9 to 5 a week, on its way.');
  expect((await note('2026-11-03', 'many')).body).toContain('Write a number');
  expect((await note('2026-13-03', '1')).status).toBe(400);
  expect((await colleague.post(`${here}?/value`, { metric: id, on: '2026-11-04', value: '1' })).status).toBe(
    409,
  );
  await visitor.post(`${here}?/dropMetric`, { metric: id });
  expect((await visitor.get(here)).body).not.toContain('asked twice: 9');
});

test('a skill that nobody can read has no page', async () => {
  for (const slug of ['nothing', 'LISTENING'])
    expect((await visitor.get(`/me/focus/${slug}`)).status).toBe(404);
  expect((await visitor.get('/me/focus?skill=listening')).leadsTo).toBe(here);
});
