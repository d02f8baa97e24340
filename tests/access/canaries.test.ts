import { Client } from 'pg';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '#server/free-port.ts';
import { useApp } from '../support/app.ts';
import { ask } from './knock.ts';
import { type Canary, canaries } from './plant.ts';
import { readEverything } from './read-everything.ts';
import { type BuiltApp, metricsToken, serveBuilt } from './serve-built.ts';
import { arrangeWorld, type Identity, identities, type World } from './world.ts';

const app = useApp();
const mails: string[] = [];
let mailServer: SMTPServer;
let built: BuiltApp;
let world: World;

/** Who may ever meet each canary in a page, a stream or a file. Whoever is not named must not, anywhere. */
const readers: Record<Canary, readonly Identity[]> = {
  purpose: ['member', 'subject', 'newcomer'],
  focus: ['member', 'subject', 'newcomer'],
  clause: ['member', 'subject', 'newcomer'],
  card: ['member', 'subject', 'newcomer'],
  sighting: ['member', 'subject', 'newcomer'],
  ownPlaybook: ['member', 'subject', 'newcomer'],
  ownSkill: ['member', 'subject', 'newcomer', 'colleague', 'manager', 'owner', 'former'],
  // An owner takes people out as a file: addresses, departments, strengths and wishes, as their own pages say.
  address: ['subject', 'owner'],
  wanted: ['subject'],
  pastShared: ['member', 'subject', 'former'],
  pastPrivate: ['member', 'subject'],
  runningShared: ['member', 'subject', 'newcomer'],
  sealed: ['subject'],
  draft: ['member'],
  notice: ['subject'],
  department: ['subject', 'owner'],
  wish: ['subject', 'owner'],
  goal: ['subject'],
  journal: ['subject'],
  toldCircle: ['member', 'subject', 'newcomer'],
  toldBefore: ['member', 'subject'],
  toldPartner: ['member', 'subject'],
  toldWithdrawn: ['subject'],
  toldFormer: ['subject'],
  story: ['member', 'subject', 'newcomer', 'colleague', 'manager', 'owner', 'former'],
  storyWithdrawn: ['subject'],
  finding: ['member', 'subject', 'newcomer'],
  raised: ['member', 'subject'],
  reply: ['member', 'subject'],
  cardAssumption: ['member', 'subject', 'newcomer'],
  cardStep: ['member', 'subject', 'newcomer'],
  recordingCircle: ['member', 'subject', 'newcomer'],
  recordingPartner: ['member', 'subject'],
  recordingUnsent: ['member'],
  recordingFile: ['member', 'subject'],
  improvement: ['member', 'subject', 'newcomer'],
  pact: ['member', 'subject'],
  report: ['member', 'subject'],
};

beforeAll(async () => {
  world = await arrangeWorld(app);
  const port = await freePort();
  mailServer = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (chunk) => {
        text += chunk;
      });
      stream.on('end', () => {
        mails.push(text);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => mailServer.listen(port, '127.0.0.1', () => resolve()));
  built = await serveBuilt(app.database, {
    files: world.files,
    environment: { SMTP_URL: `smtp://127.0.0.1:${port}` },
  });
});
afterAll(async () => {
  await built.stop();
  await new Promise<void>((resolve) => mailServer.close(() => resolve()));
});

test.each(identities)('what %s meets anywhere holds nothing that is not theirs to read', async (who) => {
  const everything = await readEverything(built.origin, { who, world });
  const met = Object.entries(canaries).filter(([, text]) => everything.includes(text));
  const strange = met.map(([name]) => name).filter((name) => !readers[name as Canary].includes(who));
  expect(strange).toEqual([]);
});

test('the canaries are there to be met: each is seen by somebody', async () => {
  const all = await Promise.all(
    (['member', 'subject'] as const).map((who) => readEverything(built.origin, { who, world })),
  );
  const unseen = Object.entries(canaries).filter(([, text]) => !all.join().includes(text));
  // Shown on no page: an address that waits for its own link, and what a notice's sentence leaves out.
  expect(unseen.map(([name]) => name)).toEqual(['wanted', 'notice']);
});

test('mails hold no content of a circle, logs neither content nor addresses nor tokens, metrics and health nothing', async () => {
  const cookie = world.cookies.member;
  const post = (path: string, fields: Record<string, string>, as = cookie) =>
    ask(built.origin + path, { method: 'POST', cookie: as, body: new URLSearchParams(fields) });
  const guest = 'canary-guest-9a1@example.org';
  expect((await post(`/circles/${world.circle}/invite?/mail`, { email: guest })).status).toBe(200);
  expect((await post('/sign-in', { email: canaries.address }, '')).status).toBe(200);
  const code = await post('/me/code', {});
  expect(code.status).toBe(200);
  await post('/sign-in/code', { code: 'AAAA-BBBB-CCCC-DDDD-EEEE-FFFF' }, '');
  const said = 'canary-said-9a2';
  await ask(`${built.origin}/sessions/${world.running}/commands`, {
    method: 'POST',
    cookie,
    type: 'application/json',
    body: JSON.stringify({
      commands: [{ id: 'x', act: { type: said } }],
      drafts: [{ field: said, body: said }],
    }),
  });
  await ask(`${built.origin}/circles/${said}?next=${said}`, { cookie });
  await expect.poll(() => toldMails().length, { timeout: 10_000 }).toBe(2);
  const tokens = [
    ...toldMails()
      .join('\n')
      .replace(/=\r?\n/g, '')
      .matchAll(/(?:join|sign-in)\/([\w-]{43})/g),
  ].map(([, token]) => token ?? '');
  expect(tokens).toHaveLength(2);

  const log = built.output();
  expect(log).toContain('"route":"/circles/[circle=id]/invite"');
  const cookies = Object.values(world.cookies).flatMap((each) => each.split('=')[1] || []);
  const secrets = [
    ...Object.values(canaries),
    ...cookies,
    ...tokens,
    ...Object.values(world.invitations),
    guest,
    said,
    'FFFF',
    '@example.org',
    metricsToken,
  ];
  for (const secret of secrets) expect(log.includes(secret), secret).toBe(false);
  const content = Object.entries(canaries).filter(([name]) => name !== 'address');
  for (const [, text] of content) expect(toldMails().join('\n')).not.toContain(text);

  const health = await ask(`${built.origin}/healthz`);
  const refused = await ask(`${built.origin}/metrics`);
  const metrics = await ask(`${built.origin}/metrics`, {
    headers: { authorization: `Bearer ${metricsToken}` },
  });
  expect([health.status, refused.status, metrics.status]).toEqual([200, 401, 200]);
  for (const secret of [...secrets, 'Mara', world.circle, world.running])
    expect((health.body + refused.body + metrics.body).includes(secret), secret).toBe(false);
});

/** What people must be told; a nudge is one that they can stop. */
const isNudge = (mail: string) => /^list-unsubscribe:/im.test(mail);
const toldMails = () => mails.filter((mail) => !isNudge(mail));

test('a nudge goes to the owner of the card alone, with their own words and nobody else’s, and its links are in no log', async () => {
  const admin = new Client({ connectionString: app.database.superuserUrl });
  await admin.connect();
  await admin.query(`UPDATE person_profile SET week = repeat('1', 336)`);
  await admin.query(
    `INSERT INTO card_moment (organisation_id, commitment_id, person_id, at) SELECT organisation_id, id, owner_id,
     now() - interval '2 hours' FROM commitment WHERE owner_id = $1`,
    [world.people.subject.personId],
  );
  await admin.query(`UPDATE nudge_setting SET look_at = '-infinity'`);
  await admin.query(`SELECT graphile_worker.add_job('send-nudges')`);
  await admin.end();
  const nudge = () => mails.find((mail) => isNudge(mail) && mail.includes('/nudges/answer/'));
  await expect.poll(nudge, { timeout: 10_000 }).toBeDefined();
  const mail = (nudge() ?? '').replace(/=\r?\n/g, '');
  expect(/^to: (.*)$/im.exec(mail)?.[1]).toContain(canaries.address);
  const met = Object.entries(canaries).filter(([, text]) => mail.includes(text));
  expect(met.map(([name]) => name).sort()).toEqual(['address', 'card']);
  const tokens = [...mail.matchAll(/nudges\/(?:answer|stop)\/([\w-]{43})/g)].map(([, token]) => token ?? '');
  expect(new Set(tokens).size).toBe(2);
  for (const kind of ['answer', 'stop'])
    for (const token of tokens) await ask(`${built.origin}/nudges/${kind}/${token}?say=learned`);
  const answering = /nudges\/answer\/([\w-]{43})/.exec(mail)?.[1];
  const page = await ask(`${built.origin}/nudges/answer/${answering}`);
  const shown = Object.entries(canaries).filter(([, text]) => page.body.includes(text));
  expect(shown.map(([name]) => name)).toEqual(['card']);
  for (const token of tokens) expect(built.output().includes(token)).toBe(false);
});

test('what the queue keeps of its jobs is ids', async () => {
  const admin = new Client({ connectionString: app.database.superuserUrl });
  await admin.connect();
  await app.database.asNobody(async (_tx, client) => {
    await client.query(
      `SELECT queue_mail($1, NULL, 'x', 'canary-queued@example.org', 'x', 'canary-queued-text')`,
      ['01900000-0000-7000-8000-000000000001'],
    );
    const { rows } = await admin.query(
      'SELECT payload::text AS payload, last_error FROM graphile_worker._private_jobs',
    );
    expect(JSON.stringify(rows)).not.toContain('canary');
  });
  await admin.end();
});

test('an error page says nothing of what went wrong inside', async () => {
  const answers = await Promise.all(
    [
      '/nowhere',
      `/circles/${world.circle}/agreement?version=abc`,
      `/circles/${world.circle}/agreement?version=1e99`,
      '/%E0%A4%A',
    ].map((path) => ask(built.origin + path, { cookie: world.cookies.member })),
  );
  for (const { status, body } of answers) {
    expect([400, 404]).toContain(status);
    expect(body).not.toMatch(/node_modules|\.ts:|invalid input syntax|\bat \w+ \(/);
  }
});
