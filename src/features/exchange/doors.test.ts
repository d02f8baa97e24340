import { randomUUID } from 'node:crypto';
import { Upload } from 'tus-js-client';
import { beforeAll, expect, test } from 'vitest';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { asMember } from '../../../tests/support/circle.ts';
import { inParts, useExchange, webm } from '../../../tests/support/exchange.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';
import { receivePieces } from './use-cases/receive-pieces.ts';

const exchange = useExchange();
const pages = usePages(exchange.app);
let mara: Visitor;
let ilse: Visitor;

beforeAll(async () => {
  [mara, ilse] = [await pages.signedIn(exchange.people[0]), await pages.signedIn(exchange.people[1])];
});

const at = (rest = '') => `/circles/${exchange.circleId}/exchange${rest}`;
const cookieOf = ({ cookies }: Visitor) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

/** A request as the browser's own script sends it. */
function ask(
  visitor: Visitor,
  path: string,
  { headers = {}, ...init }: RequestInit & { headers?: Record<string, string> },
) {
  const own = { cookie: cookieOf(visitor), origin: pages.origin, 'sec-fetch-site': 'same-origin' };
  return fetch(pages.origin + path, { redirect: 'manual', ...init, headers: { ...own, ...headers } });
}

const tus = { 'tus-resumable': '1.0.0' };
const metadata = (told: Record<string, string>) =>
  Object.entries(told)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');
const announce = (told: Record<string, string>, bytes: number) =>
  ask(mara, at('/uploads'), {
    method: 'POST',
    headers: {
      ...tus,
      'upload-length': String(bytes),
      'upload-metadata': metadata({ id: randomUUID(), kind: 'voice', seconds: '10', ...told }),
    },
  });

test('the client of the protocol uploads in parts, stops, and goes on where it was', async () => {
  const bytes = webm(1_500_000);
  const id = randomUUID();
  const headers = { cookie: cookieOf(mara), origin: pages.origin, 'sec-fetch-site': 'same-origin' };
  const upload = (uploadUrl: string | null, stopAt: number) =>
    new Promise<string>((resolve, reject) => {
      const sending = new Upload(bytes, {
        ...{ endpoint: `${pages.origin}${at('/uploads')}`, uploadUrl, headers, chunkSize: 512 * 1024 },
        metadata: { id, kind: 'screen', seconds: '60', title: 'A walk through', answers: '' },
        storeFingerprintForResuming: false,
        retryDelays: null,
        onError: reject,
        onSuccess: () => resolve('all'),
        onChunkComplete(_size, accepted) {
          if (accepted < stopAt || accepted === bytes.length) return;
          void sending.abort().then(() => resolve(sending.url ?? ''));
        },
      });
      sending.start();
    });
  const url = await upload(null, 500_000);
  expect(url).toContain(`/uploads/${id}`);
  const head = await ask(mara, at(`/uploads/${id}`), { method: 'HEAD', headers: tus });
  expect(Number(head.headers.get('upload-offset'))).toBeGreaterThanOrEqual(500_000);
  expect(Number(head.headers.get('upload-offset'))).toBeLessThan(bytes.length);
  expect(head.headers.get('upload-length')).toBe('1500000');
  expect(await upload(url, Number.POSITIVE_INFINITY)).toBe('all');
  expect(await exchange.played(0, id, { from: 0, to: bytes.length - 1 })).toEqual(bytes);
});

test.each([
  ['longer than was agreed', { seconds: '400' }, 1000, 413, 'too-long'],
  ['larger than that takes', {}, 9_000_000, 413, 'too-large'],
  ['of another kind', { kind: 'film' }, 1000, 400, 'unreadable'],
  ['an answer to what is gone', { answers: randomUUID() }, 1000, 409, 'unanswerable'],
] as const)(
  'a recording that is %s is refused with its reason',
  async (_what, told, bytes, status, reason) => {
    const answer = await announce(told, bytes);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ reason });
  },
);

test('what does not speak the protocol gets no further, and says nothing that is kept', async () => {
  const id = await exchange.begun({ bytes: webm(1000) });
  const patch = (headers: Record<string, string>, visitor = mara) =>
    ask(visitor, at(`/uploads/${id}`), { method: 'PATCH', headers, body: new Uint8Array(webm(1000)) });
  const type = { 'content-type': 'application/offset+octet-stream' };
  expect((await patch({ ...type, 'upload-offset': '0' })).status).toBe(412);
  expect((await patch({ ...tus, 'upload-offset': '0', 'content-type': 'video/webm' })).status).toBe(415);
  expect((await patch({ ...tus, ...type })).status).toBe(400);
  expect((await patch({ ...tus, ...type, 'upload-offset': '7' })).status).toBe(409);
  expect((await patch({ ...tus, ...type, 'upload-offset': '0' }, ilse)).status).toBe(404);
  expect((await exchange.seen(0, id))?.received).toBe(0);
  expect((await patch({ ...tus, ...type, 'upload-offset': '0' })).status).toBe(204);
});

test('a recording is served in parts, under its own type, as something that can do nothing and is kept nowhere', async () => {
  const bytes = webm(700_000);
  const id = await exchange.sent({ bytes });
  const get = (headers: Record<string, string> = {}) => ask(ilse, at(`/${id}/file`), { headers });
  const whole = await get();
  expect(Buffer.from(await whole.arrayBuffer())).toEqual(bytes);
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-type': 'video/webm',
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    'accept-ranges': 'bytes',
  });
  const part = await get({ range: 'bytes=262000-263000' });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 262000-263000/700000']);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(262_000, 263_001));
  const beyond = await get({ range: 'bytes=700000-' });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */700000']);
});

test('half a recording is played to nobody', async () => {
  const bytes = webm(700_000);
  const id = await exchange.begun({ bytes });
  const body = inParts(bytes.subarray(0, 400_000), 50_000);
  await receivePieces(exchange.app, await exchange.member(0), { id, offset: 0, body });
  expect((await ask(mara, at(`/${id}/file`), {})).status).toBe(404);
});

test('only the page that records may ask for a microphone or a screen', async () => {
  const policy = async (path: string) => (await mara.get(path)).headers.get('permissions-policy') ?? '';
  expect(await policy(at('/new'))).toContain('microphone=(self), display-capture=(self)');
  for (const path of [at(), at('/terms'), '/'])
    expect(await policy(path)).toContain('microphone=(), display-capture=()');
});

test('who has left a circle still hears, finds and removes what they recorded there, and nobody else does', async () => {
  const bytes = webm(400_000);
  const id = await exchange.sent({ by: 2, bytes });
  const noor = await pages.signedIn(exchange.people[2]);
  await asMember(exchange.app.database, exchange.people[2], exchange.circleId, leaveCircle);
  expect((await noor.get(at(`/${id}`))).status).toBe(404);
  expect((await noor.get('/me/recordings')).body).toContain('What I say in it');
  const file = await ask(noor, `/me/recordings/${id}/file`, {});
  expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
  const part = await ask(noor, `/me/recordings/${id}/file`, { headers: { range: 'bytes=10-19' } });
  expect(
    [part.status, await part.arrayBuffer()].map((each) =>
      each instanceof ArrayBuffer ? each.byteLength : each,
    ),
  ).toEqual([206, 10]);
  // In their former circle it is heard no more, and by this door nobody hears another's.
  expect((await mara.get(at(`/${id}`))).status).toBe(404);
  expect((await ask(mara, `/me/recordings/${id}/file`, {})).status).toBe(404);
  expect((await mara.post('/me/recordings?/remove', { id })).status).toBe(404);
  expect(exchange.filesOf(id)).toHaveLength(2);
  expect((await noor.post('/me/recordings?/remove', { id })).leadsTo).toBe('/me/recordings');
  expect(exchange.filesOf(id)).toEqual([]);
  expect((await noor.get('/me/recordings')).body).not.toContain('What I say in it');
});

test('what nobody else has is thrown away, not “removed for everybody”', async () => {
  const bytes = webm(400_000);
  const everybody = 'Remove it for everybody';
  const id = await exchange.begun({ bytes });
  await receivePieces(exchange.app, await exchange.member(0), {
    id,
    offset: 0,
    body: inParts(bytes, 50_000),
  });
  const onItsPage = async () => (await mara.get(at(`/${id}`))).body;
  const amongHers = async () =>
    new RegExp(`<article id="${id}"[^]*?</article>`).exec((await mara.get('/me/recordings')).body)?.[0] ?? '';
  for (const body of [await onItsPage(), await amongHers()])
    expect([body.includes('Throw it away'), body.includes(everybody)]).toEqual([true, false]);
  expect(await amongHers()).toContain('if you do not send it');
  await mara.post(at(`/${id}?/send`), { title: 'Now for all', words: '', to: 'circle' });
  for (const body of [await onItsPage(), await amongHers()]) expect(body).toContain(everybody);
  await asMember(exchange.app.database, exchange.people[0], exchange.circleId, leaveCircle);
  const alone = await amongHers();
  expect(alone).toContain('Now for all');
  expect(alone).toContain('Only you can open it now.');
  expect([alone.includes('Throw it away'), alone.includes(everybody)]).toEqual([false, false]);
});
