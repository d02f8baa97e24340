import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodePrefix } from '#features/sessions/store/watched.ts';
import { useApp } from '../support/app.ts';
import { ask } from './knock.ts';
import { type Mark, plantEveryKind } from './plant-every-kind.ts';
import { readEverything } from './read-everything.ts';
import { type BuiltApp, metricsToken, serveBuilt } from './serve-built.ts';
import { arrangeWorld, identities, type World } from './world.ts';

const app = useApp();
let admin: Client;
let built: BuiltApp;
let world: World;
let marks: Mark[];
const notices: string[] = [];

beforeAll(async () => {
  world = await arrangeWorld(app);
  // It listens as a second node would: a node that is alone sends no notices.
  admin = new Client({
    connectionString: app.database.superuserUrl,
    application_name: `${nodePrefix}canaries`,
  });
  await admin.connect();
  marks = await plantEveryKind(admin, world);
  admin.on('notification', ({ payload }) => notices.push(payload ?? ''));
  await admin.query('LISTEN rondo_session');
  built = await serveBuilt(app.database, { files: world.files });
});
afterAll(async () => {
  await built.stop();
  await admin.end();
});

test.each(identities)(
  '%s meets words of no kind that are not for them, on any page, stream or file',
  async (who) => {
    const everything = await readEverything(built.origin, { who, world });
    const strange = marks
      .filter(({ readers }) => !readers.includes(who))
      .filter(({ text, id }) => everything.includes(text) || everything.includes(id))
      .map(({ kind, how }) => `${kind}, ${how}`);
    expect(strange).toEqual([]);
  },
);

test('the words are there to be met: of every kind something is shown to its author', async () => {
  const everything = await readEverything(built.origin, { who: 'member', world });
  const met = new Set(
    marks
      .filter(({ text, id }) => everything.includes(text) || everything.includes(id))
      .map(({ kind }) => kind),
  );
  const unmet = [...new Set(marks.map(({ kind }) => kind))].filter((kind) => !met.has(kind));
  expect(unmet).toEqual([]);
});

test('row-level security gives each their own, kind by kind', async () => {
  for (const who of identities.filter((each) => each !== 'nobody' && each !== 'operator')) {
    const actor = world.people[who as Exclude<typeof who, 'nobody' | 'operator'>];
    const ids = await app.database.asPerson(actor, async (_tx, client) => {
      const { rows } = await client.query<{ id: string }>('SELECT id FROM session_words');
      return new Set(rows.map(({ id }) => id));
    });
    for (const { kind, how, id, readers } of marks)
      expect({ who, kind, how, met: ids.has(id) }).toEqual({ who, kind, how, met: readers.includes(who) });
  }
});

test('what is written, changed, struck and drafted leaves no trace in notices, jobs, mails, logs, metrics or health', async () => {
  const said = 'canary-said-in-the-room';
  const wordsId = randomUUID();
  const send = (message: object) =>
    ask(`${built.origin}/sessions/${world.running}/commands`, {
      method: 'POST',
      // Who has brought nothing yet: there is a most.
      cookie: world.cookies.subject,
      type: 'application/json',
      body: JSON.stringify(message),
    });
  const acts = [
    { type: 'write', wordsId, body: { kind: 'artefact', artefact: 'text', text: said } },
    { type: 'rewrite', wordsId, body: { kind: 'artefact', artefact: 'text', text: `${said} again` } },
    { type: 'remove', wordsId },
    // Refused, with the words in the refusal's company.
    { type: 'write', wordsId, body: { kind: 'thanks', text: said }, subject: randomUUID() },
  ];
  const drafts = [{ field: said, body: said, refused: JSON.stringify({ refusal: said }) }];
  for (const act of acts)
    expect((await send({ commands: [{ id: randomUUID(), act }], drafts })).status).toBe(200);
  // Read by nobody that may, and where something breaks.
  for (const path of [
    `/sessions/${said}`,
    `/sessions/${world.running}/room?holder=${said}`,
    `/nowhere?${said}`,
  ])
    await ask(built.origin + path, { cookie: world.cookies.member });
  await expect.poll(() => notices.length).toBeGreaterThan(2);
  const { rows: jobs } = await admin.query(
    'SELECT payload::text, last_error FROM graphile_worker._private_jobs',
  );
  const { rows: mails } = await admin.query('SELECT subject, text_body FROM mail');
  const { rows: facts } = await admin.query('SELECT fact::text FROM session_event');
  const machine = await Promise.all([
    ask(`${built.origin}/healthz`),
    ask(`${built.origin}/metrics`),
    ask(`${built.origin}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } }),
  ]);
  const traces = {
    notices: notices.join('\n'),
    jobs: JSON.stringify(jobs),
    mails: JSON.stringify(mails),
    facts: JSON.stringify(facts),
    log: built.output(),
    machine: JSON.stringify(machine.map(({ body, headers }) => [body, [...headers]])),
  };
  for (const [where, text] of Object.entries(traces))
    for (const secret of [said, ...marks.map((mark) => mark.text)])
      expect({ where, secret, there: text.includes(secret) }).toEqual({ where, secret, there: false });
});

test('words that were struck are on no page any more, nor in what a browser may have kept', async () => {
  const mine = marks.find(({ kind, how }) => kind === 'thanks' && how === 'said to all, past') as Mark;
  const page = () => ask(`${built.origin}/sessions/${world.past}`, { cookie: world.cookies.member });
  const before = await page();
  expect(before.body).toContain(mine.text);
  expect(before.headers.get('cache-control')).toBe('private, no-store');
  await ask(`${built.origin}/sessions/${world.past}?/act`, {
    method: 'POST',
    cookie: world.cookies.member,
    body: new URLSearchParams({ act: 'remove', wordsId: mine.id }),
  });
  for (const who of identities) {
    const everything = await readEverything(built.origin, { who, world });
    expect({ who, met: everything.includes(mine.text) }).toEqual({ who, met: false });
  }
});
