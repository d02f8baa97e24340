import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useApp } from '../support/app.ts';
import { ask } from './knock.ts';
import { everyDoor } from './matrix/every-door.ts';
import type { Row } from './matrix/row.ts';
import { type BuiltApp, serveBuilt } from './serve-built.ts';
import { arrangeWorld, type Identity, type World } from './world.ts';

const app = useApp();
let built: BuiltApp;
let world: World;
beforeAll(async () => {
  world = await arrangeWorld(app);
  built = await serveBuilt(app.database, { files: world.files });
});
afterAll(() => built.stop());

/** Nothing that is sent may break the program: whatever it answers, it is no 5xx, and the log has no error to look for. */
function expectCalm(answers: { status: number; what: string }[]): void {
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  expect(built.output()).not.toContain('"level":50');
}

const strange = [
  'abc',
  '\0',
  '-1',
  '1e99',
  '2147483648',
  '1.5',
  "' OR 1=1",
  '__proto__',
  '../..',
  'NaN',
  '\ufffd',
];
const firstOfEach = (wanted: (row: Row) => boolean) => [
  ...new Map(everyDoor.filter(wanted).map((row) => [row.door, row] as const)).values(),
];
const who = (row: Row): Identity => (row.may.includes('member') ? 'member' : (row.may[0] ?? 'member'));

test('no address of a page breaks it, whatever stands in the query', async () => {
  const names =
    'holder version past before do saw playbook circle people minutes skill words next saved card step';
  const answers: { status: number; what: string }[] = [];
  for (const row of firstOfEach(({ door }) => door.startsWith('GET') && !door.endsWith('/stream'))) {
    const path = row.at(world).split('?')[0];
    for (const value of strange) {
      const query = new URLSearchParams(names.split(' ').map((name) => [name, value]));
      const { status } = await ask(`${built.origin}${path}?${query}`, { cookie: world.cookies[who(row)] });
      answers.push({ status, what: `${row.door} ${value}` });
    }
  }
  for (const path of [
    '/join/',
    '/sign-in/',
    '/operator/',
    '/me/email/',
    '/library/',
    '/circles/',
    '/sessions/',
  ])
    for (const value of ['%00', '%ff', '%E0%A4%A', 'a'.repeat(9000), '__proto__']) {
      const { status } = await ask(built.origin + path + value, { cookie: world.cookies.member });
      answers.push({ status, what: path + value.slice(0, 20) });
    }
  const stream = `${built.origin}/sessions/${world.running}/stream?holder=`;
  for (const holder of ['abc', '%00', world.people.member.personId.toUpperCase()])
    expect((await ask(stream + holder, { cookie: world.cookies.member })).status).toBe(404);
  expectCalm(answers);
});

test('no form breaks the program: odd fields, fields twice, files for words, bodies that are no form', async () => {
  const answers: { status: number; what: string }[] = [];
  const harmless = ({ door, spoils }: Row) =>
    door.startsWith('POST') && !spoils && !/commands|signOut|leave|close$|letGo|remove/.test(door);
  const extra =
    'holder act kind to subject next command draft text id seen __proto__ __proto__[] constructor[]';
  for (const row of firstOfEach(harmless)) {
    const form = row.form?.(world) ?? {};
    const cookie = world.cookies[who(row)];
    const post = async (what: string, body: URLSearchParams | string, type?: string) => {
      const more = type === undefined ? {} : { type };
      const { status } = await ask(built.origin + row.at(world), { method: 'POST', cookie, body, ...more });
      answers.push({ status, what: `${row.door} ${what}` });
      return status;
    };
    const names = [...new Set([...Object.keys(form), ...extra.split(' ')])];
    for (const value of ['\0', '2147483648', '\u202e\u200b', '275760-09-13', '-'.repeat(36)]) {
      for (const name of Object.keys(form))
        await post(`${name}=${value}`, new URLSearchParams({ ...form, [name]: value }));
      const others = extra.split(' ').filter((name) => !(name in form));
      const beside = new URLSearchParams([...Object.entries(form), ...others.map((name) => [name, value])]);
      await post(`others=${value}`, beside);
    }
    await post('__proto__[]', new URLSearchParams({ '__proto__[]': 'x' }));
    const twice = new URLSearchParams([...Object.entries(form), ...Object.entries(form)]);
    await post('every field twice', twice);
    await post('too long', new URLSearchParams(names.map((name) => [name, 'x'.repeat(20_000)])));
    await post('no letters', 'name=%ff%fe&%=%&&==', 'application/x-www-form-urlencoded');
    const files = names.map(
      (name) => `--x\r\ncontent-disposition: form-data; name="${name}"; filename="a"\r\n\r\nx\r\n`,
    );
    await post('files for words', `${files.join('')}--x--\r\n`, 'multipart/form-data; boundary=x');
    for (const type of ['multipart/form-data; boundary=x', 'multipart/form-data', 'text/plain'])
      await post(type, 'no form', type);
  }
  const noForm = { method: 'POST', body: 'no form', type: 'multipart/form-data; boundary=x' };
  const refused = await ask(`${built.origin}/sign-in`, noForm);
  expect([refused.status, refused.body]).toEqual([400, expect.stringContaining('could not be understood')]);
  expectCalm(answers);
});

const send = (message: unknown, cookie = world.cookies.member) =>
  ask(`${built.origin}/sessions/${world.running}/commands`, {
    method: 'POST',
    cookie,
    type: 'application/json',
    body: typeof message === 'string' ? message : JSON.stringify(message),
  });
const room = async () =>
  (await ask(`${built.origin}/sessions/${world.running}/room`, { cookie: world.cookies.member })).status;

test('a draft that is too long or holds what cannot be kept blocks neither itself nor the acts that come with it', async () => {
  const longest = 'x"\n'.repeat(20_000);
  for (const body of ['x\0y', longest, '\u0001'.repeat(9000), null]) {
    const { status, body: answer } = await send({
      drafts: [{ field: 'drill:odd', body }],
      commands: [{ id: randomUUID(), act: { type: 'resume' } }],
    });
    expect({ status, answer }).toEqual({
      status: 200,
      answer: expect.stringContaining('"refusal":"not-paused"'),
    });
  }
  expect((await send('{"drafts":[{"field":"a\\ud800","body":"\\ud800"}]}')).status).toBe(200);
  expect((await send({ drafts: [{ field: 'a\0', body: 'x' }] })).status).toBe(200);
  for (const odd of [
    `{"drafts":[{"field":"a","body":${'['.repeat(20_000)}${']'.repeat(20_000)}}]}`,
    `${'['.repeat(400_000)}${']'.repeat(400_000)}`,
    '{"drafts":[{"field":"__proto__","body":{"__proto__":1}}]}',
    '[]',
    'null',
    '"x"',
    '',
  ])
    expect((await send(odd)).status).toBe(400);
  expectCalm([]);
});

test('a draft with a made-up reason keeps nobody out of the room', async () => {
  const reasons = [
    'not json',
    'null',
    '{"refusal":"__proto__"}',
    '{"refusal":"constructor"}',
    '{"refusal":"consent-missing"}',
  ];
  for (const refused of [...reasons, '{"refusal":"paused","othersMayFrom":"soon"}', '{"refusal":1}']) {
    expect((await send({ drafts: [{ field: 'drill:odd', body: 'typed', refused }] })).status).toBe(200);
    expect({ refused, status: await room() }).toEqual({ refused, status: 200 });
  }
  await send({ drafts: [{ field: 'drill:odd', body: null }] });
  expectCalm([]);
});

test('words are kept without what no text holds, and numbers beyond every range are refused', async () => {
  const act = async (what: unknown, cookie?: string) => {
    const { status, body } = await send({ commands: [{ id: randomUUID(), act: what }] }, cookie);
    expect(status, body).toBe(200);
    return JSON.parse(body).results[0];
  };
  const odd = 'seen\0\u0001 \ud800';
  const wordsId = randomUUID();
  const written = await act(
    { type: 'write', wordsId, body: { kind: 'observation', quote: odd, offset: 86_400_000 } },
    world.cookies.subject,
  );
  expect(written).toMatchObject({ ok: true });
  const { body } = await ask(`${built.origin}/sessions/${world.running}/stream`, {
    cookie: world.cookies.subject,
  });
  expect(body).toContain('"quote":"seen \ufffd"');
  await act({ type: 'remove', wordsId }, world.cookies.subject);
  for (const seconds of [Number.MAX_SAFE_INTEGER, -5, 0])
    expect(await act({ type: 'extend', seconds })).toMatchObject({ ok: false });
  for (const startsAt of [-1, 8.64e15, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])
    expect(await act({ type: 'set-next', startsAt, timeZone: 'Europe/London' })).toMatchObject({ ok: false });
  for (const role of ['__proto__', 'constructor', '\0'])
    expect(await act({ type: 'take-role', role })).toMatchObject({ ok: false });
  expectCalm([]);
});

test("a command's id that somebody else used is refused, and tells nothing of theirs", async () => {
  const id = randomUUID();
  const write = (cookie: string) => {
    const body = { kind: 'artefact', artefact: 'text', text: 'A page to look at' };
    return send({ commands: [{ id, act: { type: 'write', wordsId: randomUUID(), body } }] }, cookie);
  };
  expect((await write(world.cookies.subject)).body).toContain('"ok":true');
  expect((await write(world.cookies.member)).body).toContain('"refusal":"id-taken"');
  expect((await write(world.cookies.subject)).body).toContain('"ok":true');
  expectCalm([]);
});
