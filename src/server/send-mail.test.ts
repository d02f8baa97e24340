import { once } from 'node:events';
import { sql } from 'kysely';
import { Client } from 'pg';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, test, vi } from 'vitest';
import { useApp } from '../../tests/support/app.ts';
import { freePort } from './free-port.ts';
import { newId } from './ids.ts';
import { type Jobs, startJobs } from './jobs.ts';
import { queueMail } from './mail.ts';
import { openSendMail } from './send-mail.ts';

const app = useApp();
const stops: Array<() => Promise<void> | void> = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A mail server that answers the n-th mail with the n-th code; after those it takes every mail. */
async function startMailServer(codes: number[] = []): Promise<Email[]> {
  const taken: Email[] = [];
  const port = await freePort();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', async () => {
        const responseCode = codes.shift();
        if (responseCode) return done(Object.assign(new Error('not to mara@example.org'), { responseCode }));
        taken.push(await PostalMime.parse(Buffer.concat(parts)));
        done();
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  stops.push(() => new Promise((resolve) => server.close(resolve)));
  app.config.SMTP_URL = `smtp://127.0.0.1:${port}`;
  app.config.MAIL_FROM = 'Rondo at Lantern <rondo@lantern.example>';
  return taken;
}

async function startSending(): Promise<Jobs> {
  const mail = openSendMail(app);
  const jobs = await startJobs(app, { ownerUrl: app.database.ownerUrl, tasks: { 'send-mail': mail.task } });
  stops.push(async () => {
    await jobs.stop();
    mail.close();
  });
  return jobs;
}

const letter = {
  organisationId: null,
  kind: 'sign-in',
  to: 'mara@example.org',
  subject: 'Your link, Zoë\r\nBcc: everyone@example.org',
  text: 'Grüße — the way in:\nhttp://localhost:3000/sign-in/abc',
};

const write = () => app.database.asNobody((tx) => queueMail(tx, letter));
const read = (id: string) =>
  app.database.asMaintenance((tx) =>
    tx.selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );

/** How many jobs the queue still has; for one mail, or in all. */
const waitingJobs = () => jobsFor('%');

async function jobsFor(id: string): Promise<number> {
  const client = new Client({ connectionString: app.database.superuserUrl });
  await client.connect();
  const { rows } = await client.query('SELECT 1 FROM graphile_worker.jobs WHERE key LIKE $1', [`mail:${id}`]);
  await client.end();
  return rows.length;
}

test('a mail that was written reaches its mail server whole, and its text is then forgotten here', async () => {
  const taken = await startMailServer();
  await startSending();
  const id = await write();
  await vi.waitFor(async () => expect((await read(id)).sent_at).not.toBeNull(), 8_000);
  expect(taken).toHaveLength(1);
  expect(taken[0]).toMatchObject({
    from: { name: 'Rondo at Lantern', address: 'rondo@lantern.example' },
    to: [{ address: 'mara@example.org' }],
    subject: 'Your link, Zoë Bcc: everyone@example.org',
    messageId: `<${id}@lantern.example>`,
  });
  expect(taken[0]?.text?.trim()).toBe(letter.text);
  expect(taken[0]?.bcc).toBeUndefined();
  expect((await read(id)).text_body).toBe('');
});

test('a mail server that is busy is asked again; the outbox keeps its code and nobody’s address', async () => {
  const taken = await startMailServer([451]);
  await startSending();
  const id = await write();
  await vi.waitFor(async () => expect((await read(id)).attempts).toBe(1), 8_000);
  expect((await read(id)).last_error).toContain('451');
  await vi.waitFor(() => expect(taken).toHaveLength(1), 12_000);
  // The server has it a moment before the outbox says so.
  await vi.waitFor(
    async () => expect(await read(id)).toMatchObject({ attempts: 2, last_error: null }),
    8_000,
  );
});

test('a refusal for good is not tried again, and repeats no address', async () => {
  const taken = await startMailServer([550]);
  await startSending();
  const id = await write();
  await vi.waitFor(async () => expect((await read(id)).last_error).toContain('550'), 8_000);
  expect((await read(id)).last_error).not.toContain('mara');
  await vi.waitFor(async () => expect(await jobsFor(id)).toBe(0), 4_000);
  expect([(await read(id)).sent_at, taken.length]).toEqual([null, 0]);
});

test('without a mail server a mail waits in the outbox as it was written', async () => {
  app.config.SMTP_URL = undefined;
  const jobs = await startSending();
  const id = await write();
  await new Promise((resolve) => setTimeout(resolve, 300));
  await jobs.stop();
  stops.pop();
  expect(await read(id)).toMatchObject({ sent_at: null, attempts: 0, text_body: letter.text });
});

test('a mail of the demonstration never leaves the machine; a real organisation’s does', async () => {
  const taken = await startMailServer();
  await startSending();
  const [madeUp, real] = [newId(), newId()];
  await app.database.asNobody(async (tx) => {
    await sql`SELECT create_organisation(${madeUp}, 'Lantern', true), create_organisation(${real}, 'Kupfer', false)`.execute(
      tx,
    );
    await queueMail(tx, { ...letter, organisationId: madeUp, subject: 'made up' });
    await queueMail(tx, { ...letter, organisationId: real, subject: 'real' });
  });
  await vi.waitFor(() => expect(taken).toHaveLength(1), 8_000);
  await vi.waitFor(async () => expect(await waitingJobs()).toBe(0), 8_000);
  expect(taken.map(({ subject }) => subject)).toEqual(['real']);
});

test('a mail is written if and only if the change is made that it tells of', async () => {
  const before = await app.database.asMaintenance((tx) => tx.selectFrom('mail').select('id').execute());
  await expect(
    app.database.asNobody(async (tx) => {
      await queueMail(tx, letter);
      throw new Error('the change was refused');
    }),
  ).rejects.toThrow('refused');
  const after = await app.database.asMaintenance((tx) => tx.selectFrom('mail').select('id').execute());
  expect(after).toEqual(before);
});
