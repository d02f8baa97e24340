import { Client } from 'pg';
import { expect, test } from 'vitest';
import { startSignIn } from '#features/people/use-cases/start-sign-in.ts';
import type { Actor } from '#server/database.ts';
import { startJobs } from '#server/jobs.ts';
import { queueMail } from '#server/mail.ts';
import { openSendMail } from '#server/send-mail.ts';
import { useApp } from '../../../tests/support/app.ts';
import { makePeople } from '../../../tests/support/circle.ts';
import { openMailServer } from '../../../tests/support/mail-server.ts';
import { usePages } from '../../../tests/support/pages.ts';

const app = useApp();
const pages = usePages(app);
const post = openMailServer();

test('a question that is refused for good is not kept in the mail that could not bring it', async () => {
  app.config.SMTP_URL = post.url();
  const [ana] = (await makePeople(app.database, ['Ana Reed'])) as [Actor];
  const id = await app.database.asPerson(ana, (tx) =>
    queueMail(tx, {
      ...{ organisationId: ana.organisationId, kind: 'question', to: 'nobody@example.org' },
      ...{ subject: 'One question', text: 'How was it?', writtenBy: ana.personId },
    }),
  );
  const mail = openSendMail(app);
  post.answers(550);
  await mail.task(app, { mailId: id });
  mail.close();
  const kept = await app.database.asMaintenance((tx) =>
    tx.selectFrom('mail').select(['sent_at', 'text_body']).where('id', '=', id).executeTakeFirstOrThrow(),
  );
  expect(kept).toEqual({ sent_at: null, text_body: '' });
  expect(post.to('nobody@example.org')).toEqual([]);
});

test('a question goes by mail to whoever is named, its link is answered without an account, and the asker never holds it', async () => {
  app.config.SMTP_URL = post.url();
  const [ana] = (await makePeople(app.database, ['Ana Reed'])) as [Actor];
  const { token } = await app.database.asPerson(ana, (tx) =>
    startSignIn(tx, { ...ana, device: 'A test', now: new Date() }),
  );
  const visitor = pages.visitor();
  visitor.cookies.set('rondo', token);
  const asked = await visitor.post('/me/focus/listening?/ask', {
    toName: 'Iris',
    email: 'iris@example.org',
    question: 'When do I make it easy for you to speak?',
  });
  expect(asked.status).toBe(200);
  expect(asked.body).not.toContain('/answer/');
  const mail = openSendMail(app);
  const jobs = await startJobs(app, { ownerUrl: app.database.ownerUrl, tasks: { 'send-mail': mail.task } });
  try {
    await expect.poll(() => post.to('iris@example.org'), { timeout: 20_000 }).toHaveLength(1);
  } finally {
    await jobs.stop();
    mail.close();
  }
  const [letter] = post.to('iris@example.org');
  expect(letter?.text).toContain('When do I make it easy for you to speak?');
  expect(`${letter?.subject} ${letter?.text}`).toContain('Ana Reed');
  const link = /\/answer\/[\w-]+/.exec(letter?.text ?? '')?.[0] ?? '';
  const stakeholder = pages.visitor();
  expect((await stakeholder.get(link)).body).toContain('When do I make it easy for you to speak?');
  expect((await stakeholder.post(link, { answer: 'When you wait before you answer.' })).status).toBe(200);
  expect((await visitor.get('/me/focus/listening')).body).toContain('When you wait before you answer.');
});

test('a question that is taken back, or taken away, before its mail has left is not sent', async () => {
  app.config.SMTP_URL = post.url();
  const [ana] = (await makePeople(app.database, ['Ana Reed'])) as [Actor];
  const visitor = await pages.signedIn(ana);
  const here = '/me/focus/listening';
  const ask = async (name: string) => {
    const form = { toName: name, email: `${name}@example.org`, question: 'What helps?' };
    expect((await visitor.post(`${here}?/ask`, form)).status).toBe(200);
    const { body } = await visitor.get(here);
    return /name="question" value="([0-9a-f-]{36})"/u.exec(body)?.[1] ?? '';
  };
  const withdrawn = await ask('rhea');
  await visitor.post(`${here}?/takeBack`, { question: withdrawn });
  const removed = await ask('otto');
  await visitor.post(`${here}?/remove`, { question: removed });
  await ask('vera');
  const mail = openSendMail(app);
  const jobs = await startJobs(app, { ownerUrl: app.database.ownerUrl, tasks: { 'send-mail': mail.task } });
  try {
    await expect.poll(waitingMails, { timeout: 40_000 }).toBe(0);
  } finally {
    await jobs.stop();
    mail.close();
  }
  expect(['rhea', 'otto', 'vera'].map((name) => post.to(`${name}@example.org`).length)).toEqual([0, 0, 1]);
  expect((await visitor.get(here)).body).toContain('Taken back');
}, 60_000);

/** How many mails the queue still has to look at. */
async function waitingMails(): Promise<number> {
  const client = new Client({ connectionString: app.database.superuserUrl });
  await client.connect();
  const { rows } = await client.query("SELECT 1 FROM graphile_worker.jobs WHERE key LIKE 'mail:%'");
  await client.end();
  return rows.length;
}
