import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useApp } from '../support/app.ts';
import { type Answer, ask, knock } from './knock.ts';
import { everyDoor } from './matrix/every-door.ts';
import { canaries } from './plant.ts';
import { readEverything } from './read-everything.ts';
import { type BuiltApp, serveBuilt } from './serve-built.ts';
import { arrangeWorld, identities, type World } from './world.ts';

const app = useApp();
let built: BuiltApp;
let world: World;
let admin: Client;
const visits = {} as Record<Guest, string>;

/** One of another circle, and one who left this circle and comes back for an hour. */
const guests = ['colleague', 'former'] as const;
type Guest = (typeof guests)[number];

beforeAll(async () => {
  world = await arrangeWorld(app);
  built = await serveBuilt(app.database, { files: world.files });
  admin = new Client({ connectionString: app.database.superuserUrl });
  await admin.connect();
  Object.assign(visits, { colleague: world.visit, former: randomUUID() });
  const { organisationId, personId } = world.people.former;
  await admin.query('INSERT INTO visit (organisation_id, id, circle_id, guest_id) VALUES ($1, $2, $3, $4)', [
    organisationId,
    visits.former,
    world.circle,
    personId,
  ]);
});
afterAll(async () => {
  await admin.end();
  await built.stop();
});

const post = (who: keyof World['cookies'], path: string, fields: Record<string, string> = {}) =>
  ask(built.origin + path, {
    method: 'POST',
    cookie: world.cookies[who],
    body: new URLSearchParams(fields),
  });
const get = (who: Guest, path: string) => ask(built.origin + path, { cookie: world.cookies[who] });

/** Sends acts through the session's write door. */
async function act(who: Guest | 'member', acts: object[], more: object = {}): Promise<Answer> {
  const commands = acts.map((each) => ({ id: randomUUID(), act: each }));
  return ask(`${built.origin}/sessions/${world.running}/commands`, {
    method: 'POST',
    cookie: world.cookies[who],
    type: 'application/json',
    body: JSON.stringify({ commands, drafts: [], ...more }),
  });
}

/** Doors that a guest passes and that are closed to them as who they are otherwise, each with its answer. */
async function doorsBeyond(who: Guest): Promise<string[]> {
  const closed = everyDoor.filter(
    ({ may, untried, spoils }) => !spoils && !may.includes(who) && !untried?.includes(who),
  );
  const passed: string[] = [];
  for (let at = 0; at < closed.length; at += 20) {
    const some = closed.slice(at, at + 20).map(async (row) => {
      const { status } = await knock(built.origin, row, { who, world });
      if (status !== (row.refused?.(who) ?? 404)) passed.push(`${row.door} (${row.when ?? ''}) ${status}`);
    });
    await Promise.all(some);
  }
  return passed.map((door) => door.replace('/sessions/[session=id]', '')).sort();
}

/** What they meet anywhere of what is planted, beside what they meet without being anybody's guest. */
async function metBeyond(who: Guest, otherwise: readonly string[]): Promise<string[]> {
  const everything = await readEverything(built.origin, { who, world });
  const met = Object.entries(canaries).filter(([, text]) => everything.includes(text));
  return met.map(([name]) => name).filter((name) => !otherwise.includes(name));
}

/** As tests/access/canaries.test.ts has it. */
const otherwise = {
  colleague: ['ownSkill', 'story'],
  former: ['ownSkill', 'story', 'pastShared'],
};
/** The visit's own page is where somebody is led whose visit has not begun or is over. */
const asAnother = 'GET /room (as somebody else, where devices are not shared) 303';
const led = ['GET  (running) 303', asAnother, 'GET /room (running) 303'];

test('the calendar file of a visit that all agreed to is its guest’s alone', async () => {
  await admin.query('UPDATE visit SET session_id = $2, agreed_at = now() WHERE id = $1', [
    visits.colleague,
    world.planned,
  ]);
  for (const who of identities) {
    const answer = await ask(`${built.origin}/visits/${visits.colleague}/visit.ics`, {
      cookie: world.cookies[who],
    });
    expect([who, answer.body.includes('BEGIN:VEVENT')]).toEqual([who, who === 'colleague']);
    for (const canary of Object.values(canaries)) expect(answer.body).not.toContain(canary);
  }
});

describe.each(guests)('a guest who is a %s', (who) => {
  test('before they come in passes no door and reads no word of the circle but its agreement, on the visit’s page', async () => {
    await admin.query('UPDATE visit SET session_id = $2, agreed_at = now() WHERE id = $1', [
      visits[who],
      world.running,
    ]);
    const page = await get(who, `/visits/${visits[who]}`);
    expect(page.body).toContain(canaries.clause);
    expect((await post(who, `/visits/${visits[who]}?/consent`, { version: '1' })).status).toBe(303);
    expect(await doorsBeyond(who)).toEqual(led);
    expect(await metBeyond(who, otherwise[who])).toEqual(who === 'colleague' ? ['clause'] : []);
    expect((await act(who, [{ type: 'join' }])).status).toBe(404);
  });

  test('inside passes this session’s doors alone, and hears nothing of it at the door', async () => {
    const entered = await post(who, `/visits/${visits[who]}?/enter`);
    expect([entered.status, entered.location]).toEqual([303, `/sessions/${world.running}/room`]);
    expect((await get(who, `/sessions/${world.running}/artefacts/${world.file}`)).status).toBe(404);
    expect(await metBeyond(who, otherwise[who])).toEqual(who === 'colleague' ? ['clause'] : []);
    expect((await act(who, [{ type: 'join' }])).body).toContain('"ok":true');
    expect(await doorsBeyond(who)).toEqual([
      'GET  (running) 200',
      'GET /artefacts (running) 200',
      'GET /artefacts/[file=id] () 200',
      asAnother,
      'GET /room (running) 200',
      'GET /status (running) 200',
      'GET /stream (running) 200',
      // None of these does anything: a form without an act, a day or a file, and what they try is another test.
      'POST /artefacts?/attach (running) 400',
      'POST /commands (running) 200',
      'POST /room?/act (running) 400',
      'POST ?/act (running) 400',
      'POST ?/cancel (running) 303',
      'POST ?/move (running) 303',
      'POST ?/open (running) 303',
    ]);
    expect(await metBeyond(who, otherwise[who])).toEqual(
      who === 'colleague' ? ['clause', 'runningShared'] : ['runningShared'],
    );
  });

  test('inside changes nothing but what is theirs, and nobody’s words, whatever they send', async () => {
    const { rows: words } = await admin.query<{ id: string; author_id: string }>(
      'SELECT id, author_id FROM session_words WHERE session_id = $1 ORDER BY id',
      [world.running],
    );
    const theirs = words.filter(({ author_id }) => author_id !== world.people[who].personId);
    expect(theirs.length).toBeGreaterThan(2);
    const before = await state();
    const observation = { kind: 'observation', quote: 'Mine now', offset: 1 };
    const ofWords = theirs.flatMap(({ id: wordsId }) => [
      { type: 'remove', wordsId },
      { type: 'rewrite', wordsId, body: observation },
      { type: 'write', wordsId, body: observation },
      { type: 'pick-suggestion', wordsId, reworded: 'Mine now' },
      { type: 'keep', wordsId, for: 'circle' },
    ]);
    const card = { experiment: 'Mine', behaviour: '', context: 'Here', criterion: 'Now', dueOn: '' };
    const subject = world.people.subject.personId;
    const acts = [
      ...ofWords,
      ...['start', 'close', 'propose-discard', 'agree-discard', 'demonstrate', 'new-take', 'draw-prompt'].map(
        (type) => ({ type }),
      ),
      { type: 'move-on', from: world.drill },
      { type: 'go-back', from: world.drill },
      { type: 'extend', seconds: 60 },
      { type: 'take-role', role: 'facilitator' },
      { type: 'hand-device', to: subject },
      { type: 'set-next', startsAt: Date.now() + 86_400_000, timeZone: 'UTC' },
      { type: 'commit', commitmentId: randomUUID(), card },
      { type: 'write', wordsId: randomUUID(), body: { kind: 'artefact', artefact: 'text', text: 'Mine' } },
    ];
    for (let at = 0; at < acts.length; at += 10) {
      const { status, body } = await act(who, acts.slice(at, at + 10));
      expect(status).toBe(200);
      expect(body).not.toContain('"ok":true');
      for (const canary of [canaries.sealed, canaries.draft]) expect(body).not.toContain(canary);
    }
    expect(await state()).toEqual(before);
  });

  test('inside reads and writes as nobody else: not through a member’s device, nor a member through theirs', async () => {
    const { personId } = world.people.member;
    for (const path of ['room', 'status', 'stream']) {
      const answer = await get(who, `/sessions/${world.running}/${path}?holder=${personId}`);
      // Away from the room they are led to the session's own page.
      expect([path, answer.status]).toEqual([path, path === 'room' ? 303 : 404]);
      expect(answer.body).not.toContain(canaries.draft);
    }
    const draft = { drafts: [{ field: 'drill:text', body: 'Mine now' }] };
    expect((await act(who, [], { ...draft, holder: personId })).status).toBe(404);
    expect((await act('member', [], { ...draft, holder: world.people[who].personId })).status).toBe(404);
    expect((await act(who, [], draft)).status).toBe(200);
    const { rows } = await admin.query<{ author_id: string }>(
      `SELECT author_id FROM session_draft WHERE session_id = $1 AND field = 'drill:text' ORDER BY author_id`,
      [world.running],
    );
    const writers = [personId, world.people[who].personId];
    for (const writer of writers) expect(rows.map(({ author_id }) => author_id)).toContain(writer);
    const room = await ask(`${built.origin}/sessions/${world.running}/room`, {
      cookie: world.cookies.member,
    });
    expect(room.body).toContain(canaries.draft);
  });
});

test('where the database’s policies are gone the pages alone keep a guest to what is said to everyone', async () => {
  const { organisationId, personId } = world.people.third;
  const card = 'canary-card-of-this-session';
  await admin.query(
    'INSERT INTO commitment (organisation_id, id, circle_id, owner_id, session_id, experiment) VALUES ($1, $2, $3, $4, $5, $6)',
    [organisationId, randomUUID(), world.circle, personId, world.running, card],
  );
  const { rows: tables } = await admin.query<{ name: string }>(
    'SELECT oid::regclass::text AS name FROM pg_class WHERE relrowsecurity AND relnamespace = $1::regnamespace',
    ['public'],
  );
  for (const { name } of tables) await admin.query(`ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`);
  try {
    const rows = everyDoor.filter(({ door }) => door.startsWith('GET /sessions/'));
    const data = ['', '/room', '/status'].map((page) => `/sessions/${world.running}${page}/__data.json`);
    const answers = await Promise.all([
      ...rows.map((row) => knock(built.origin, row, { who: 'colleague', world })),
      ...data.map((path) => get('colleague', path)),
    ]);
    const everything = answers.map(({ body }) => body).join();
    const met = Object.entries({ ...canaries, cardOfNow: card }).filter(([, text]) =>
      everything.includes(text),
    );
    expect(met.map(([name]) => name)).toEqual(['runningShared']);
  } finally {
    for (const { name } of tables) await admin.query(`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`);
  }
});

test('an open page of a guest ends when a member takes the visit back, and the session is closed to them from then on', async () => {
  const stop = new AbortController();
  const stream = await fetch(`${built.origin}/sessions/${world.running}/stream`, {
    headers: { cookie: world.cookies.former },
    signal: stop.signal,
  });
  expect(stream.status).toBe(200);
  let heard = '';
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of stream.body as ReadableStream<Uint8Array>) heard += decoder.decode(chunk);
  })();
  await expect.poll(() => heard).toContain('data: ');
  const back = await post('member', `/circles/${world.circle}/visits?/end`, { visit: visits.former });
  expect(back.status).toBe(303);
  await ended;
  expect((await act('former', [{ type: 'join' }])).status).toBe(404);
  expect(await doorsBeyond('former')).toEqual(led);
  expect(await metBeyond('former', otherwise.former)).toEqual([]);
});

test('with the session’s end a guest is who they were before, and meets nothing of it any more', async () => {
  expect((await act('member', [{ type: 'close' }])).body).toContain('"ok":true');
  const page = await get('colleague', `/visits/${visits.colleague}`);
  expect(page.status).toBe(200);
  expect(page.body).not.toContain(canaries.clause);
  expect(await doorsBeyond('colleague')).toEqual(led);
  expect(await metBeyond('colleague', otherwise.colleague)).toEqual([]);
  expect((await post('colleague', `/visits/${visits.colleague}?/enter`)).status).toBe(409);
});

/** What a guest could have changed: the session, its log and words, and the circle's cards. */
async function state(): Promise<unknown> {
  const { rows } = await admin.query(
    `SELECT (SELECT jsonb_agg(to_jsonb(w) ORDER BY w.id) FROM session_words w WHERE w.session_id = $1) AS words,
       (SELECT jsonb_agg(e.fact ORDER BY e.seq) FROM session_event e WHERE e.session_id = $1) AS facts,
       (SELECT s.status FROM session s WHERE s.id = $1) AS status,
       (SELECT jsonb_agg(to_jsonb(k) ORDER BY k.id) FROM commitment k WHERE k.circle_id = $2) AS cards`,
    [world.running, world.circle],
  );
  return rows[0];
}
