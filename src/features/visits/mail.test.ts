import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#server/database.ts';
import { type Jobs, startJobs } from '#server/jobs.ts';
import { openSendMail } from '#server/send-mail.ts';
import { useApp } from '../../../tests/support/app.ts';
import { openMailServer } from '../../../tests/support/mail-server.ts';
import { agreedVisit, arrangeVisit, letIn } from '../../../tests/support/visit.ts';
import { tellOfVisitJob } from './jobs.ts';
import { endVisit } from './use-cases/end-visit.ts';
import { tellOfVisit } from './use-cases/tell-of-visit.ts';

const app = useApp({ PUBLIC_URL: 'https://rondo.lantern.example' });
const post = openMailServer();
const admin: { client?: Client; jobs?: Jobs } = {};
const guest = 'wren@lantern.example';

beforeAll(async () => {
  app.config.SMTP_URL = post.url();
  app.config.MAIL_FROM = 'Rondo <rondo@lantern.example>';
  const mail = openSendMail(app);
  const tasks = { 'send-mail': mail.task, 'tell-of-visit': tellOfVisitJob };
  const jobs = await startJobs(app, { ownerUrl: app.database.ownerUrl, tasks });
  admin.client = new Client({ connectionString: app.database.superuserUrl });
  await admin.client.connect();
  return async () => {
    await jobs.stop();
    mail.close();
  };
});
afterAll(() => admin.client?.end());
beforeEach(async () => {
  await settle();
  post.reset();
});

const onQueue = async (text: string, values: unknown[] = []) =>
  (await admin.client?.query(`${text}`, values))?.rows ?? [];

const ours = `key LIKE 'tell-of-visit:%' OR key LIKE 'mail:%'`;

/** Does what the queue holds of ours, as though its time had come, and waits until nothing is left of it. */
async function settle(): Promise<void> {
  await onQueue(
    `UPDATE graphile_worker._private_jobs SET run_at = now() WHERE (${ours}) AND locked_at IS NULL AND run_at > now()`,
  );
  await onQueue(`SELECT pg_notify('jobs:insert', '{"count": 1}')`);
  await expect
    .poll(() => onQueue(`SELECT key FROM graphile_worker.jobs WHERE ${ours}`), {
      timeout: 20_000,
      interval: 50,
    })
    .toEqual([]);
}

const address = (index: number) => `member-${index}@lantern.example`;

async function withAddresses<T extends Awaited<ReturnType<typeof arrangeVisit>>>(
  arranging: Promise<T>,
): Promise<T> {
  const arranged = await arranging;
  const { past, wren } = arranged;
  await app.database.asMaintenance(async (tx) => {
    await tx.deleteFrom('person_contact').execute();
    for (const [index, { organisationId, personId }] of [...past.people, wren].entries())
      await tx
        .insertInto('person_contact')
        .values({
          organisation_id: organisationId,
          person_id: personId,
          email: index < past.people.length ? address(index) : guest,
        })
        .execute();
  });
  return arranged;
}

/** Names of members, what was asked and said, what is practised: nothing of it is written into a mail. */
const secrets = /Mara|Ilya|Noor|listen|drill|count to three|Said last week|Wren/;

test('every member hears by mail that somebody would like to visit, some minutes later, and not who or why', async () => {
  const { past, visit } = await withAddresses(arrangeVisit(app));
  const waits = await onQueue(
    `SELECT run_at > now() + interval '8 minutes' AS waits FROM graphile_worker.jobs WHERE key = $1`,
    [`tell-of-visit:asked:${visit}`],
  );
  expect(waits).toEqual([{ waits: true }]);
  await settle();
  for (const index of past.people.keys()) {
    const [mail, ...more] = post.to(address(index));
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('Somebody would like to visit The Thursday five');
    expect(mail?.text).toContain(`https://rondo.lantern.example/circles/${past.circleId}/visits`);
    expect(mail?.text?.replace(/Hello .*,/, '')).not.toMatch(secrets);
  }
  expect(post.to(guest)).toEqual([]);
});

const toMembers = (people: readonly Actor[]) =>
  [...people.keys()].flatMap((index) => post.to(address(index)));

test('whoever takes it back in these minutes, or is answered in them, has asked nobody by mail', async () => {
  const { wren, past, visit } = await withAddresses(arrangeVisit(app));
  await endVisit(app, wren, visit);
  await settle();
  expect([...toMembers(past.people), ...post.to(guest)]).toEqual([]);
  const agreed = await withAddresses(agreedVisit(app));
  await settle();
  expect(toMembers(agreed.past.people)).toEqual([]);
});

test('the guest hears by mail, once, that all agreed, and neither when it is nor who the members are', async () => {
  const { past, visit, session } = await withAddresses(arrangeVisit(app));
  expect(await letIn(app, past, { visit, session })).toBe('settled');
  await settle();
  const [mail, ...more] = post.to(guest);
  expect(more).toEqual([]);
  expect(mail?.subject).toBe('You can visit The Thursday five');
  expect(mail?.text).toContain(`https://rondo.lantern.example/visits/${visit}`);
  expect(mail?.text).not.toContain('/circles/');
  expect(`${mail?.subject}${mail?.text?.replace('Hello Wren,', '')}`).not.toMatch(secrets);
  expect(toMembers(past.people)).toEqual([]);
});

test('what was agreed and taken back before the mail went out is told as it is by then', async () => {
  const { mara, past, visit } = await withAddresses(agreedVisit(app));
  const { organisationId } = mara;
  await settle();
  post.reset();
  await app.database.asPerson(mara, (tx) =>
    tellOfVisit(tx, { organisationId, visitId: visit }, { what: 'agreed', inMinutes: 5 }),
  );
  await endVisit(app, mara, visit);
  await settle();
  expect(post.to(guest).map(({ subject }) => subject)).toEqual(['About your visit to The Thursday five']);
  expect(toMembers(past.people)).toEqual([]);
});

test('a guest to whom a visit does not fit, or whose visit is taken back, hears it in the same words, without a name', async () => {
  const said: string[] = [];
  for (const arrange of [arrangeVisit, agreedVisit]) {
    const { past, visit } = await withAddresses(arrange(app));
    await settle();
    post.reset();
    expect(await endVisit(app, past.people[2] as Actor, visit)).toBe(true);
    await settle();
    const [mail, ...more] = post.to(guest);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('About your visit to The Thursday five');
    said.push(mail?.text?.replace(visit, '') ?? '');
    expect(mail?.text?.replace('Hello Wren,', '')).not.toMatch(secrets);
    expect(toMembers(past.people)).toEqual([]);
  }
  expect(said[1]).toBe(said[0]);
});

test('a guest who takes it back is written nothing, and neither is anybody else', async () => {
  const { wren, past, visit } = await withAddresses(agreedVisit(app));
  await settle();
  post.reset();
  await endVisit(app, wren, visit);
  await settle();
  expect([...post.to(guest), ...toMembers(past.people)]).toEqual([]);
});

test('said twice before it goes out, it goes out once; without a mail server nothing is written at all', async () => {
  const { wren, visit } = await withAddresses(agreedVisit(app));
  const { organisationId } = wren;
  const told = () =>
    app.database.asPerson(wren, (tx) =>
      tellOfVisit(tx, { organisationId, visitId: visit }, { what: 'agreed', inMinutes: 5 }),
    );
  await settle();
  post.reset();
  await told();
  await told();
  await settle();
  expect(post.to(guest)).toHaveLength(1);
  const silent = { ...app, config: { ...app.config, SMTP_URL: undefined } };
  await tellOfVisitJob(silent, { organisationId, visitId: visit, what: 'agreed' });
  const outbox = await app.database.asMaintenance((tx) =>
    tx.selectFrom('mail').select('sent_at').where('organisation_id', '=', organisationId).execute(),
  );
  expect(outbox.filter(({ sent_at }) => sent_at === null)).toEqual([]);
});
