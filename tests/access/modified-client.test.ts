import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#server/database.ts';
import { useApp } from '../support/app.ts';
import { consentAll, makeCircle, makePeople } from '../support/circle.ts';
import { must, openAnother, openTestSession, startSession, type TestSession } from '../support/session.ts';
import { ask } from './knock.ts';
import { type BuiltApp, serveBuilt } from './serve-built.ts';
import { signIn } from './sign-in.ts';
import { toTheDrill } from './to-the-drill.ts';

/** What somebody reaches whose page was changed so that it sends whatever they like. */
const app = useApp();
let built: BuiltApp;
let admin: Client;
/** In the drill: its focus owner, two who observe, and one who observes and sends what no page of ours would. */
let session: TestSession;
let focus: Actor;
let author: Actor;
let eve: Actor;
/** Where somebody else of that kind sits: a circle of the same organisation, in its own drill. */
let elsewhere: TestSession;
let twin: Actor;
const cookies = new Map<Actor, string>();
const sealed = randomUUID();
const open = randomUUID();
const observation = { kind: 'observation', quote: 'Mine now', offset: 1 } as const;

beforeAll(async () => {
  admin = new Client({ connectionString: app.database.superuserUrl });
  await admin.connect();
  session = await openTestSession(app);
  await startSession(session);
  await toTheDrill(session);
  const { now } = await session.view(session.people[0]);
  focus = session.people.find(({ personId }) => personId === now?.focus) as Actor;
  [author, eve] = session.people.filter((person) => person !== focus) as [Actor, Actor];
  const seen = { kind: 'observation', quote: 'What would help?', offset: 1 } as const;
  await must(session.act(author, { type: 'write', wordsId: sealed, body: seen }));
  const shown = { kind: 'artefact', artefact: 'text', text: 'A page to look at' } as const;
  await must(session.act(author, { type: 'write', wordsId: open, body: shown }));

  const people = await makePeople(app.database, ['Eve', 'Zoe'], focus.organisationId);
  const { circleId } = await makeCircle(app.database, people);
  await consentAll(app.database, people, circleId);
  elsewhere = await openAnother(app, { circleId, people: people as TestSession['people'] });
  await startSession(elsewhere);
  await toTheDrill(elsewhere);
  const there = (await elsewhere.view(elsewhere.people[0])).now?.focus;
  twin = elsewhere.people.find(({ personId }) => personId !== there) as Actor;

  for (const person of [focus, author, eve, twin]) cookies.set(person, await signIn(app, person));
  built = await serveBuilt(app.database);
});
afterAll(async () => {
  await built.stop();
  await admin.end();
});

const send = (who: Actor, where: TestSession, message: unknown) =>
  ask(`${built.origin}/sessions/${where.sessionId}/commands`, {
    method: 'POST',
    cookie: cookies.get(who) ?? '',
    type: 'application/json',
    body: JSON.stringify(message),
  });

/** What each act is answered, by its refusal; `ok` where it was taken up. */
async function answers(who: Actor, where: TestSession, acts: object[]): Promise<string[]> {
  const commands = acts.map((act) => ({ id: randomUUID(), act }));
  const { status, body } = await send(who, where, { commands });
  expect(status, body).toBe(200);
  const { results } = JSON.parse(body) as { results: { ok: boolean; refusal?: string }[] };
  return results.map(({ refusal }) => refusal ?? 'ok');
}

/** Everything that a session consists of. */
async function stateOf({ sessionId }: TestSession): Promise<unknown> {
  const { rows } = await admin.query(
    `SELECT (SELECT jsonb_agg(to_jsonb(w) ORDER BY w.id) FROM session_words w WHERE w.session_id = $1) AS words,
       (SELECT jsonb_agg(to_jsonb(e) ORDER BY e.seq) FROM session_event e WHERE e.session_id = $1) AS facts,
       (SELECT jsonb_agg(to_jsonb(d) ORDER BY d.author_id, d.field) FROM session_draft d WHERE d.session_id = $1) AS drafts,
       (SELECT to_jsonb(s) FROM session s WHERE s.id = $1) AS session`,
    [sessionId],
  );
  return rows[0];
}

/** What may be tried with the words of somebody else. */
const onWords = (wordsId: string) => [
  { type: 'remove', wordsId },
  { type: 'rewrite', wordsId, body: observation },
  { type: 'pick-suggestion', wordsId, reworded: 'Mine now' },
  { type: 'give-feedback', wordsId, form: 'SBI' },
  { type: 'write', wordsId, body: observation },
];

test('in a session of their own nobody reaches the words or the people of another circle', async () => {
  const before = await stateOf(session);
  const own = await stateOf(elsewhere);
  for (const wordsId of [sealed, open]) {
    expect(await answers(twin, elsewhere, onWords(wordsId))).toEqual([
      'no-such-words',
      'no-such-words',
      'no-such-words',
      'no-such-words',
      'id-taken',
    ]);
  }
  const { personId } = author;
  const acts = [
    { type: 'ask-role-swap', role: 'observer', with: personId },
    { type: 'hand-device', to: personId },
    { type: 'ask-challenge', of: personId },
    { type: 'end-turn', of: personId },
  ];
  const refused = await answers(twin, elsewhere, acts);
  expect(refused).toEqual(['unknown-person', expect.any(String), expect.any(String), expect.any(String)]);
  expect(refused).not.toContain('ok');
  expect(await stateOf(session)).toEqual(before);
  expect(await stateOf(elsewhere)).toEqual(own);
  // And not by the other session's own door either, in whosever name.
  const commands = onWords(open).map((act) => ({ id: randomUUID(), act }));
  for (const holder of [undefined, personId, twin.personId])
    expect((await send(twin, session, { commands, holder })).status).toBe(404);
  expect(await stateOf(session)).toEqual(before);
});

test('a member changes none of the words of the others, sealed or open, and answers for nobody', async () => {
  const before = await stateOf(session);
  for (const wordsId of [sealed, open]) {
    expect(await answers(eve, session, onWords(wordsId))).toEqual([
      'no-such-words',
      'no-such-words',
      'no-such-words',
      'no-such-words',
      'id-taken',
    ]);
  }
  const acts = [
    { type: 'ready', from: (await session.view(eve)).now?.at },
    { type: 'accept-role-swap', role: 'observer', with: focus.personId },
    { type: 'answer-challenge', granted: true },
    { type: 'resume' },
    { type: 'ask-anchors' },
    { type: 'keep', wordsId: open, for: 'circle' },
  ];
  expect(await answers(eve, session, acts)).toEqual([
    'not-asked',
    'not-asked',
    'not-asked',
    'not-paused',
    'focus-owner-only',
    expect.any(String),
  ]);
  expect(await stateOf(session)).toEqual(before);
});

test('nobody else resumes what one paused, nor goes on without the step before the others may', async () => {
  await must(session.act(author, { type: 'pause' }));
  const before = await stateOf(session);
  expect(await answers(eve, session, [{ type: 'resume' }, { type: 'go-on-without-step' }])).toEqual([
    'not-the-pauser',
    'paused',
  ]);
  expect(await stateOf(session)).toEqual(before);
  await must(session.act(author, { type: 'resume' }));
});

test('what a message says of who acts, for whom and since when it is open counts for nothing', async () => {
  const wordsId = randomUUID();
  const made = { by: author.personId, via: author.personId, author: author.personId, seq: 1, at: 1 };
  const body = {
    ...observation,
    ...made,
    audience: 'session',
    releasedAt: 1,
    subject: author.personId,
    given: true,
  };
  const act = { type: 'write', wordsId, body, subject: author.personId, ...made };
  const { status } = await send(eve, session, { commands: [{ id: randomUUID(), act, ...made }], ...made });
  expect(status).toBe(200);
  const { rows } = await admin.query(
    'SELECT author_id, via_person, subject_id, released_at FROM session_words WHERE id = $1',
    [wordsId],
  );
  expect(rows).toEqual([
    { author_id: eve.personId, via_person: null, subject_id: focus.personId, released_at: null },
  ]);
  const before = await stateOf(session);
  const commands = onWords(open).map((each) => ({ id: randomUUID(), act: each }));
  expect((await send(eve, session, { commands, person: author.personId })).status).toBe(401);
  // Each has a device of their own here.
  expect((await send(eve, session, { commands, holder: author.personId })).status).toBe(404);
  expect(await stateOf(session)).toEqual(before);
});

test('an id that was used is answered as it was, and brings nothing new', async () => {
  const id = randomUUID();
  const pass = { commands: [{ id, act: { type: 'extend', seconds: 60 } }] };
  expect((await send(eve, session, pass)).body).toContain('"ok":true');
  const before = await stateOf(session);
  for (const act of [{ type: 'extend', seconds: 60 }, { type: 'close' }, { type: 'leave' }])
    expect((await send(eve, session, { commands: [{ id, act }] })).body).toContain('"ok":true');
  expect(await stateOf(session)).toEqual(before);
});

test('what only jobs do, and what is too much or too long, is not understood or refused, and changes nothing', async () => {
  const before = await stateOf(session);
  const one = (act: object) => ({ commands: [{ id: randomUUID(), act }] });
  const write = (body: object) => one({ type: 'write', wordsId: randomUUID(), body });
  const notUnderstood = [
    ...['expire', 'settle-discard', 'open', 'discarded', 'moved-on'].map((type) => one({ type })),
    write({ ...observation, quote: 'x'.repeat(4001) }),
    write({ ...observation, quote: ['x'] }),
    write({ ...observation, offset: 86_400_001 }),
    write({ ...observation, behaviour: -1 }),
    { commands: Array.from({ length: 51 }, () => one({ type: 'pause' }).commands[0]) },
    { drafts: Array.from({ length: 51 }, (_, at) => ({ field: `drill:${at}`, body: 'x' })) },
    { drafts: [{ field: `drill:${'x'.repeat(120)}`, body: 'x' }] },
    // So are kept what one typed on somebody else's device.
    { drafts: [{ field: `@${author.personId}/drill:quote`, body: 'Mine now' }] },
  ];
  for (const message of notUnderstood) {
    const { status, body } = await send(eve, session, message);
    expect(status, JSON.stringify(message).slice(0, 200)).toBe(400);
    expect(body).toContain('not-understood');
  }
  expect(
    await answers(eve, session, [
      { type: 'write', wordsId: randomUUID(), body: { ...observation, quote: 'x'.repeat(301) } },
      { type: 'write', wordsId: randomUUID(), body: { ...observation, behaviour: 500 } },
      { type: 'write', wordsId: randomUUID(), body: { kind: 'anchor', behaviour: 0, level: 4 } },
      { type: 'write', wordsId: randomUUID(), body: { kind: 'suggestion', text: 'Early', picked: true } },
    ]),
  ).toEqual(['too-long', 'out-of-range', 'not-asked', 'not-in-this-step']);
  expect(await stateOf(session)).toEqual(before);
});

test('what somebody types stays theirs, whatever another types under the same name, and is not without end', async () => {
  const field = 'drill:quote';
  const draftsOf = async ({ personId }: Actor) => {
    const { rows } = await admin.query(
      'SELECT field, body FROM session_draft WHERE session_id = $1 AND author_id = $2 ORDER BY field',
      [session.sessionId, personId],
    );
    return rows;
  };
  expect((await send(author, session, { drafts: [{ field, body: 'half a sentence' }] })).status).toBe(200);
  const theirs = await draftsOf(author);
  expect(theirs).toHaveLength(1);
  for (const body of ['Mine now', null])
    expect((await send(eve, session, { drafts: [{ field, body }] })).status).toBe(200);
  expect(await draftsOf(author)).toEqual(theirs);

  for (let message = 0; message < 8; message++) {
    const drafts = Array.from({ length: 50 }, (_, at) => ({ field: `drill:${message}-${at}`, body: 'x' }));
    expect((await send(eve, session, { drafts })).status).toBe(200);
  }
  expect(await draftsOf(eve)).toHaveLength(300);
  // What is there already can still be typed on.
  const [first] = await draftsOf(eve);
  await send(eve, session, { drafts: [{ field: first.field, body: 'typed on' }] });
  expect((await draftsOf(eve))[0]).not.toEqual(first);
});

test('after the close nothing that belongs to a running session is taken up, and the words of others stay', async () => {
  await must(session.act(focus, { type: 'close' }));
  const before = await stateOf(session);
  const card = { experiment: 'Mine', behaviour: '', context: 'Here', criterion: 'Now', dueOn: '' };
  const running = [
    ...['join', 'leave', 'start', 'pause', 'resume', 'go-on-without-step', 'pass', 'draw-prompt'],
    ...['draw-constraint', 'demonstrate', 'ask-anchors', 'new-take', 'carry-over', 'close'],
  ].map((type) => ({ type }));
  const acts = [
    ...running,
    { type: 'move-on', from: 0 },
    { type: 'go-back', from: 1 },
    { type: 'extend', seconds: 60 },
    { type: 'take-role', role: 'facilitator' },
    { type: 'hand-device', to: author.personId },
    { type: 'set-next', startsAt: Date.now() + 86_400_000, timeZone: 'UTC' },
    { type: 'commit', commitmentId: randomUUID(), card },
    { type: 'write', wordsId: randomUUID(), body: observation },
    { type: 'rewrite', wordsId: sealed, body: observation },
    { type: 'give-feedback', wordsId: sealed, form: 'SBI' },
    { type: 'pick-suggestion', wordsId: sealed, reworded: 'Mine now' },
  ];
  expect(await answers(eve, session, acts)).toEqual(acts.map(() => 'session-over'));
  const theirs = [open, sealed].flatMap((wordsId) => [
    { type: 'remove', wordsId },
    { type: 'keep', wordsId, for: 'circle' },
  ]);
  const refused = await answers(eve, session, theirs);
  for (const answer of refused) expect(['no-such-words', 'not-about-you']).toContain(answer);
  expect(await stateOf(session)).toEqual(before);
});
