import { beforeAll, expect, test } from 'vitest';
import { queueMail } from '#server/mail.ts';
import { useApp } from '../../../tests/support/app.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';
import { createOperatorLink, printOperatorLink } from './use-cases/create-operator-link.ts';

const app = useApp();
const pages = usePages(app);

const setUp = {
  organisationId: '0192f0c0-0000-7000-8000-000000000001',
  organisation: 'Lantern',
  name: 'Ines Duarte',
  email: '',
  timeZone: 'Europe/Lisbon',
  'languages[]': 'pt',
};
let operator: Visitor;

beforeAll(async () => {
  operator = pages.visitor();
  const { pathname } = new URL(await createOperatorLink(app));
  await operator.post(pathname);
});

async function printed(): Promise<string> {
  let text = '';
  await printOperatorLink(app, (line) => {
    text += line;
  });
  return text;
}

test('a fresh installation prints a link; looking at it opens nothing, pressing its button does, once', async () => {
  const path = /\/operator\/[\w-]{43}/.exec(await printed())?.[0] ?? '';
  const one = pages.visitor();
  for (const method of ['HEAD', 'GET', 'GET'])
    expect((await one.get(path, { method })).headers.getSetCookie()).toEqual([]);
  expect((await one.get('/operator')).status).toBe(404);
  const answers = await Promise.all([one, pages.visitor(), pages.visitor()].map((who) => who.post(path)));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410]);
  const opened = answers.find(({ status }) => status === 303);
  expect(opened?.leadsTo).toBe('/welcome');
  expect(opened?.headers.getSetCookie()[0]).toMatch(/^rondo_operator=[\w-]{43};.*HttpOnly.*SameSite=Strict/i);
});

test('an operator’s link and visit run out after a day', async () => {
  app.time = new Date(Date.now() - 25 * 60 * 60_000);
  const { pathname } = new URL(await createOperatorLink(app));
  app.time = undefined;
  expect((await pages.visitor().post(pathname)).status).toBe(410);
});

test('being on the same machine opens nothing: without the link the doors are shut', async () => {
  const stranger = pages.visitor();
  expect((await stranger.get('/welcome')).body).not.toContain('href="/setup"');
  expect((await stranger.get('/setup')).leadsTo).toBe('/welcome');
  for (const path of ['/operator', '/operator/outbox', '/operator/demonstration']) {
    expect((await stranger.get(path)).status).toBe(404);
  }
  expect((await stranger.post('/setup', setUp)).status).toBe(404);
  stranger.cookies.set('rondo_operator', 'x'.repeat(43));
  expect((await stranger.post('/setup', setUp)).status).toBe(404);
});

test('what does not fit is said at its field, and nothing that was typed is lost', async () => {
  const answer = await operator.post('/setup', {
    ...setUp,
    name: ' ',
    timeZone: 'Mars/Olympus',
    email: 'no address',
  });
  expect(answer.status).toBe(400);
  for (const words of [
    'name that your colleagues know',
    'choose a time zone',
    'such as mara@example.org',
    'value="Lantern"',
  ]) {
    expect(answer.body).toContain(words);
  }
});

test('the set-up founds one organisation, signs its owner in and shows the code once; a form sent twice founds no second', async () => {
  const done = await operator.post('/setup', setUp);
  expect(done.status).toBe(200);
  expect(done.body).toMatch(/[0-9A-Z]{4}(-[0-9A-Z]{4}){5}/);
  const me = await operator.get('/me');
  expect(me.body).toContain('Ines Duarte');
  expect(me.body).not.toMatch(/[0-9A-Z]{4}(-[0-9A-Z]{4}){5}/);
  expect((await operator.post('/setup', setUp)).status).toBe(409);
  const people = await app.database.asMaintenance((tx) =>
    tx.selectFrom('person').select(['name', 'role', 'time_zone', 'languages']).execute(),
  );
  expect(people).toEqual([
    { name: 'Ines Duarte', role: 'owner', time_zone: 'Europe/Lisbon', languages: ['pt'] },
  ]);
  expect(await printed()).toBe('');
});

test('the outbox is read with the operator’s cookie; its owner’s sign-in alone does not open it', async () => {
  await app.database.asNobody((tx) =>
    queueMail(tx, {
      organisationId: null,
      kind: 'sign-in',
      to: 'x@example.org',
      subject: 'A way in',
      text: 'waiting words',
    }),
  );
  const owner = await app.database.asMaintenance((tx) =>
    tx
      .selectFrom('person')
      .select(['organisation_id as organisationId', 'id as personId'])
      .where('name', '=', 'Ines Duarte')
      .executeTakeFirstOrThrow(),
  );
  await app.database.asPerson(owner, (tx) =>
    queueMail(tx, {
      ...{
        organisationId: owner.organisationId,
        kind: 'question',
        to: 'y@example.org',
        subject: 'One question',
      },
      ...{ text: 'words between two', writtenBy: owner.personId },
    }),
  );
  const outbox = (await operator.get('/operator/outbox')).body;
  expect(outbox).toContain('waiting words');
  expect(outbox).toContain('One question');
  expect(outbox).toContain('is between them and whoever it is for');
  expect(outbox).not.toMatch(/words between two|~1~/);
  operator.cookies.delete('rondo_operator');
  expect((await operator.get('/me')).status).toBe(200);
  expect((await operator.get('/operator/outbox')).status).toBe(404);
});
