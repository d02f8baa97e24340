import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { beforeAll, expect, test, vi } from 'vitest';
import { inviteByMail } from '#features/circles/use-cases/invite.ts';
import { askStakeholder } from '#features/focus/use-cases/ask-stakeholder.ts';
import { restoreBackup } from '#server/backup/restore-backup.ts';
import { writeBackup } from '#server/backup/write-backup.ts';
import type { Actor } from '#server/database.ts';
import { startJobs } from '#server/jobs.ts';
import { queueMail } from '#server/mail.ts';
import { openSendMail } from '#server/send-mail.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { openMailServer } from '../../../tests/support/mail-server.ts';
import type { SignedIn } from './access.ts';
import { queueEmailChangedMail } from './mail.ts';
import { saveEmail } from './store/person.ts';
import { erasePerson, eraseReturned } from './use-cases/erase-person.ts';

const folder = mkdtempSync(join(tmpdir(), 'rondo-erase-mails-'));
const app = useApp({ RONDO_DATA: folder });
const post = openMailServer();
const backup = join(folder, 'rondo.backup');
const name = 'Marabel Quince';
const question = 'When do I make it easy for you to speak? 7e1';

let mara: Actor;
let ilya: Actor;

/** What lies in the outbox, as the database has it. */
const outbox = () =>
  app.database.asMaintenance((tx) =>
    tx.selectFrom('mail').select(['to_address', 'subject', 'text_body']).orderBy('to_address').execute(),
  );
const readers = async () => (await outbox()).map(({ to_address }) => to_address);

/**
 * Everything of hers that waits: a question, an invitation, mails to addresses that she had, one in which another reads her name,
 * and one whose text has gone out; and one of Ilya's in which she does not stand.
 */
beforeAll(async () => {
  [mara, ilya] = (await makePeople(app.database, [name, 'Ilya Sands'])) as [Actor, Actor];
  const { organisationId } = mara;
  const { circleId } = await makeCircle(app.database, [mara, ilya]);
  const asker = { ...mara, name } as SignedIn;
  const notice = { organisationId, kind: 'notice', subject: `For ${name}`, text: `Hello ${name}` };
  await app.database.asPerson(mara, async (tx) => {
    await askStakeholder(
      tx,
      asker,
      { skill: 'listening', toName: 'Iris', email: 'asked@example.org', question },
      { mail: true, now: new Date(), linkTo: (token) => `http://localhost/answer/${token}` },
    );
    await saveEmail(tx, mara, 'before@example.org');
    await queueMail(tx, { ...notice, to: 'before@example.org' });
    await queueMail(tx, { ...notice, organisationId: null, to: 'before@example.org' });
    await saveEmail(tx, mara, 'now@example.org');
    await queueEmailChangedMail(tx, app.config, { ...mara, name, oldEmail: 'before@example.org' });
  });
  await asMember(app.database, mara, circleId, (tx, member) =>
    inviteByMail(tx, member, { email: 'invited@example.org', mail: true, linkTo: (token) => token }),
  );
  await app.database.asWorker({ organisationId }, async (tx) => {
    await queueMail(tx, { ...notice, to: 'reads-her-name@example.org', names: [mara.personId] });
    const sent = await queueMail(tx, { ...notice, to: 'sent@example.org', names: [mara.personId] });
    await tx.updateTable('mail').set({ sent_at: new Date(), text_body: '' }).where('id', '=', sent).execute();
    await queueMail(tx, { ...notice, to: 'ilya@example.org', subject: 'For Ilya', text: 'Hello Ilya' });
  });
});

test('what somebody asks by mail waits under their key, and what is in the outbox says nothing of it', async () => {
  const waiting = await outbox();
  expect(waiting.map(({ to_address }) => to_address)).toEqual(
    ['asked', ...Array(3).fill('before'), 'ilya', 'invited', 'reads-her-name', 'sent'].map(
      (each) => `${each}@example.org`,
    ),
  );
  expect(JSON.stringify(waiting)).not.toContain('7e1');
  expect(waiting[0]?.text_body).toMatch(/^~1~/);
});

test('nobody queues a mail with words in the name of somebody else', async () => {
  const forged = app.database.asPerson(ilya, (tx) =>
    queueMail(tx, {
      ...{ organisationId: mara.organisationId, kind: 'question', to: 'x@example.org' },
      ...{ subject: 'One question', text: 'In her name', writtenBy: mara.personId },
    }),
  );
  await expect(forged).rejects.toThrow('of somebody else');
});

test('an erasure takes along every mail that she wrote, got, or is named in; out of a backup nothing is sent', async () => {
  await writeBackup({ ownerUrl: app.database.ownerUrl, filesFolder: join(folder, 'files') }, backup);
  await erasePerson(app, mara);
  expect(await readers()).toEqual(['ilya@example.org']);

  const filesFolder = join(folder, 'files');
  await restoreBackup(backup, { ownerUrl: app.database.ownerUrl, filesFolder, replace: true });
  expect(await readers()).toHaveLength(8);
  expect(JSON.stringify(await outbox())).not.toContain('7e1');
  app.config.SMTP_URL = post.url();
  // Should it be sent before anything goes over what came back, which it is not: the text opens for nobody.
  const mail = openSendMail(app);
  const { id } = await app.database.asMaintenance((tx) =>
    tx
      .selectFrom('mail')
      .select('id')
      .where('to_address', '=', 'asked@example.org')
      .executeTakeFirstOrThrow(),
  );
  await mail.task(app, { mailId: id });
  expect(post.to('asked@example.org')).toEqual([]);

  expect(await eraseReturned(app)).toBe(1);
  expect(await readers()).toEqual(['ilya@example.org']);
  const jobs = await startJobs(app, { ownerUrl: app.database.ownerUrl, tasks: { 'send-mail': mail.task } });
  try {
    await vi.waitFor(() => expect(post.to('ilya@example.org')).toHaveLength(1), 20_000);
    await vi.waitFor(async () => expect(await waitingJobs()).toBe(0), 10_000);
  } finally {
    await jobs.stop();
    mail.close();
  }
  for (const gone of ['asked', 'before', 'invited', 'reads-her-name', 'sent'])
    expect(post.to(`${gone}@example.org`), gone).toEqual([]);
});

/** How many mails the queue still has to look at. */
async function waitingJobs(): Promise<number> {
  const client = new Client({ connectionString: app.database.superuserUrl });
  await client.connect();
  const { rows } = await client.query("SELECT 1 FROM graphile_worker.jobs WHERE key LIKE 'mail:%'");
  await client.end();
  return rows.length;
}
