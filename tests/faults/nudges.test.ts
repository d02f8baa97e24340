import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeCard } from '#features/commitments/use-cases/write-card.ts';
import { setMoment } from '#features/nudges/use-cases/set-moment.ts';
import { type Database, openDatabase } from '#server/database.ts';
import { freePort } from '#server/free-port.ts';
import { readMasterKey } from '#server/vault/master-key.ts';
import { asMember, makeCircle, makePeople } from '../support/circle.ts';
import { newDataFolder, type Program, startProgram, untilHealthy } from '../support/program.ts';
import { useProgramDatabase } from '../support/program-database.ts';

const own = useProgramDatabase();
let program: Program;
let url = '';
const taken: Email[] = [];
/** What the mail server does when a mail has come whole: nothing more, or kill the program before or after its word. */
let mood: 'takes' | 'kills-before-its-word' | 'kills-after-its-word' | 'kills-at-the-greeting' = 'takes';
const kill = () => program.process.kill('SIGKILL');

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onConnect(_session, done) {
    if (mood === 'kills-at-the-greeting') kill();
    done();
  },
  onData(stream, _session, done) {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', async () => {
      taken.push(await PostalMime.parse(Buffer.concat(parts)));
      if (mood === 'kills-before-its-word') return void kill();
      done();
      if (mood === 'kills-after-its-word') kill();
    });
  },
});
server.on('error', () => undefined);

beforeAll(async () => {
  const port = await freePort();
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  url = `smtp://127.0.0.1:${port}`;
  program = await startProgram(newDataFolder(), { ...own.environment(), SMTP_URL: url });
  await untilHealthy(program);
}, 120_000);

afterAll(async () => {
  await program?.end('SIGTERM');
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

async function inDatabase<T>(work: (database: Database, ownerUrl: string) => Promise<T>): Promise<T> {
  const urls = own.urls(program.data);
  const database = openDatabase(urls, { masterKey: () => readMasterKey({ RONDO_DATA: program.data }) });
  try {
    return await work(database, urls.owner);
  } finally {
    await database.close();
  }
}

/** Somebody who is always at work, and whose meeting is in half an hour. */
async function arrange(): Promise<string> {
  const email = `${randomUUID()}@lantern.example`;
  await inDatabase(async (database) => {
    const people = await makePeople(database, ['Ama Boateng', 'Ilya Petrov']);
    const [ama] = people;
    if (!ama) throw new Error('nobody');
    const { circleId } = await makeCircle(database, people);
    const row = { organisation_id: ama.organisationId, person_id: ama.personId };
    await database.asMaintenance(async (tx) => {
      await tx
        .insertInto('person_profile')
        .values({ ...row, week: '1'.repeat(336) })
        .execute();
      await tx
        .insertInto('person_contact')
        .values({ ...row, email })
        .execute();
    });
    const card = { experiment: 'I ask first.', behaviour: '', context: '', criterion: '', dueOn: '' };
    await asMember(database, ama, circleId, async (tx, member) => {
      const id = randomUUID();
      await writeCard(tx, member, { id, card, now: Date.now() });
      await setMoment(tx, member, { card: id, at: Date.now() + 30 * 60_000 });
    });
  });
  return email;
}

/** What the program does by itself every minute. */
const sendNudges = () =>
  inDatabase(async (_database, ownerUrl) => {
    const client = new Client({ connectionString: ownerUrl });
    await client.connect();
    await client.query(`SELECT graphile_worker.add_job('send-nudges')`);
    await client.end();
  });

async function startAgain(): Promise<void> {
  program = await startProgram(program.data, { ...own.environment(), SMTP_URL: url });
  await untilHealthy(program);
}

const mailsTo = (email: string) => taken.filter((mail) => mail.to?.some(({ address }) => address === email));
const lettersTo = (email: string) =>
  inDatabase((database) =>
    database.asMaintenance((tx) =>
      tx
        .selectFrom('nudge_letter')
        .innerJoin('person_contact', 'person_contact.person_id', 'nudge_letter.person_id')
        .select(['handed_at', 'sent_at', 'nudge_letter.id'])
        .where('email', '=', email)
        .execute(),
    ),
  );

test.each(['kills-before-its-word', 'kills-after-its-word'] as const)(
  'a worker that is killed between sending and noting (%s) has sent one mail, and sends it no second time',
  async (when) => {
    // The program sends by itself, too, whenever a minute begins: it must find the mail server so from the first moment.
    mood = when;
    const dead = once(program.process, 'exit');
    const email = await arrange();
    await sendNudges();
    await dead;
    mood = 'takes';
    // Without this it would have been killed too late, and the test would prove nothing.
    const [letter] = await lettersTo(email);
    expect(letter).toMatchObject({ handed_at: expect.any(Date), sent_at: null });
    await startAgain();
    for (let round = 0; round < 3; round++) {
      await sendNudges();
      await pause(1500);
    }
    expect(mailsTo(email)).toHaveLength(1);
    expect(mailsTo(email)[0]?.messageId).toContain(letter?.id);
    expect(await lettersTo(email)).toHaveLength(1);
  },
  120_000,
);

test('a worker that is killed before it hands a mail over sends it when it is back, once', async () => {
  mood = 'kills-at-the-greeting';
  const dead = once(program.process, 'exit');
  const email = await arrange();
  await sendNudges();
  await dead;
  mood = 'takes';
  expect(mailsTo(email)).toHaveLength(0);
  expect(await lettersTo(email)).toMatchObject([{ handed_at: null, sent_at: null }]);
  await startAgain();
  await sendNudges();
  await expect.poll(() => mailsTo(email).length, { timeout: 30_000 }).toBe(1);
  for (let round = 0; round < 3; round++) {
    await sendNudges();
    await pause(1500);
  }
  expect(mailsTo(email)).toHaveLength(1);
}, 120_000);
