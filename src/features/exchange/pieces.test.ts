import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pieceBytes } from '#core/exchange/sizes.ts';
import { inParts, useExchange, webm } from '../../../tests/support/exchange.ts';
import { beginRecording } from './use-cases/begin-recording.ts';
import { playRecording } from './use-cases/play-recording.ts';
import { receivePieces } from './use-cases/receive-pieces.ts';
import { removeRecording } from './use-cases/remove-recording.ts';
import { uploadWhole } from './use-cases/upload-whole.ts';

const exchange = useExchange();
const { app, folder, member, begun, sent, played, filesOf } = exchange;

test('what is recorded comes back byte for byte, whole and from the middle, and lies sealed on the disk', async () => {
  const bytes = webm(700_000);
  const id = await sent({ bytes });
  expect(await played(1, id, { from: 0, to: 699_999 })).toEqual(bytes);
  for (const [from, to] of [
    [0, 0],
    [pieceBytes - 1, pieceBytes],
    [300_000, 699_999],
  ] as const) {
    expect(await played(1, id, { from, to })).toEqual(bytes.subarray(from, to + 1));
  }
  const files = filesOf(id);
  expect(files).toHaveLength(3);
  for (const name of files) {
    const kept = readFileSync(join(folder, name));
    expect(kept.includes(bytes.subarray(pieceBytes, pieceBytes + 32))).toBe(false);
    expect(kept.includes('webm')).toBe(false);
  }
});

test('a piece that was changed, or put in the place of another, is not played', async () => {
  const id = await sent();
  const [first = '', second = ''] = filesOf(id)
    .sort()
    .map((name) => join(folder, name));
  writeFileSync(first, readFileSync(second));
  await expect(played(1, id, { from: 0, to: 10 })).rejects.toThrow('does not open');
});

test('an upload that was cut off goes on behind the last whole piece, in whatever parts it comes', async () => {
  const bytes = webm(700_000);
  const id = await begun({ bytes });
  const mara = await member(0);
  async function* broken() {
    yield bytes.subarray(0, 400_000);
    throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
  }
  expect(await receivePieces(app, mara, { id, offset: 0, body: broken() })).toEqual({
    ok: true,
    received: pieceBytes,
  });
  expect(await receivePieces(app, mara, { id, offset: 0, body: broken() })).toMatchObject({
    reason: 'elsewhere',
    received: pieceBytes,
  });
  const rest = inParts(bytes.subarray(pieceBytes), 9_999);
  expect(await receivePieces(app, mara, { id, offset: pieceBytes, body: rest })).toEqual({
    ok: true,
    received: 700_000,
  });
  const whole = await played(0, id, { from: 0, to: 699_999 });
  expect(createHash('sha256').update(whole).digest('hex')).toBe(
    createHash('sha256').update(bytes).digest('hex'),
  );
});

test('two uploads of the same recording at once leave one whole recording', async () => {
  const bytes = webm(700_000);
  const id = await begun({ bytes });
  const mara = await member(0);
  const answers = await Promise.all(
    [50_000, 70_000].map((size) => receivePieces(app, mara, { id, offset: 0, body: inParts(bytes, size) })),
  );
  // One goes on to the end, the other is told where to go on.
  expect(answers.map((answer) => (answer.ok ? 'ok' : answer.reason)).sort()).toEqual(['elsewhere', 'ok']);
  expect(await played(0, id, { from: 0, to: 699_999 })).toEqual(bytes);
});

test.each([
  ['a page', Buffer.concat([Buffer.from('<!doctype html><script>'), randomBytes(900)]), 'wrong-type'],
  ['another Matroska file', Buffer.concat([Buffer.from('1a45dfa3', 'hex'), Buffer.alloc(900)]), 'wrong-type'],
] as const)('%s is no recording, whatever it is called, and leaves no file', async (_what, bytes, reason) => {
  const id = await begun({ bytes });
  const answer = await receivePieces(app, await member(0), { id, offset: 0, body: inParts(bytes, 500) });
  expect(answer).toMatchObject({ ok: false, reason });
  expect(filesOf(id)).toEqual([]);
});

test('what is taken away while it is played stops there', async () => {
  const id = await sent();
  const stream = await playRecording(app, await member(1), { id, range: { from: 0, to: 699_999 } });
  const reader = stream?.getReader();
  expect((await reader?.read())?.value?.length).toBe(pieceBytes);
  await removeRecording(app, await member(0), id);
  // One more may have been read ahead.
  await expect(reader?.read().then(() => reader.read())).rejects.toThrow('gone');
});

test('more than was announced is not kept', async () => {
  const id = await begun({ bytes: webm(1000) });
  const answer = await receivePieces(app, await member(0), { id, offset: 0, body: inParts(webm(1001), 500) });
  expect(answer).toMatchObject({ ok: false, reason: 'more-than-said', received: 0 });
});

/** A WebM file whose clusters begin at these seconds, each followed by so many bytes of noise. */
const webmReaching = (bytes: number, ...seconds: number[]) =>
  Buffer.concat([
    webm(100),
    ...seconds.flatMap((second) => {
      const time = Buffer.alloc(4);
      time.writeUInt32BE(second * 1000);
      return [Buffer.from('1f43b67501ffffffffffffffe784', 'hex'), time, randomBytes(bytes)];
    }),
  ]);

test('an hour that is told as ten seconds, and fits, is refused where the file says so, and nothing of it is kept', async () => {
  const bytes = webmReaching(200_000, 0, 100, 3600);
  const id = await begun({ bytes });
  const answer = await receivePieces(app, await member(0), { id, offset: 0, body: inParts(bytes, 70_000) });
  expect(answer).toEqual({ ok: false, reason: 'too-long' });
  expect(filesOf(id)).toEqual([]);
  const file = new File([new Uint8Array(bytes)], 'hour.webm');
  expect(
    await uploadWhole(app, await member(0), { file, kind: 'screen', title: '', answers: undefined }),
  ).toEqual({ ok: false, reason: 'too-long' });
  const fits = webmReaching(200_000, 0, 100, 184);
  const kept = await exchange.uploaded({ bytes: fits });
  expect(await played(0, kept, { from: 0, to: fits.length - 1 })).toEqual(fits);
});

test('what is longer or larger than the circle agreed on is refused before a byte has come', async () => {
  const mara = await member(0);
  const told = { kind: 'voice', title: '', answers: undefined } as const;
  const long = { ...told, id: randomUUID(), seconds: 186, bytes: 1000 };
  expect(await beginRecording(app, mara, long)).toEqual({ ok: false, reason: 'too-long' });
  const large = { ...told, id: randomUUID(), seconds: 10, bytes: 8_000_000 };
  expect(await beginRecording(app, mara, large)).toEqual({ ok: false, reason: 'too-large' });
  const fits = { ...told, id: randomUUID(), seconds: 180, bytes: 1000 };
  expect(await beginRecording(app, mara, fits)).toEqual({ ok: true, id: fits.id });
  // The answer got lost: the same beginning again is the same recording, and nobody else's.
  expect(await beginRecording(app, mara, fits)).toEqual({ ok: true, id: fits.id });
  expect(await beginRecording(app, await member(1), fits)).toEqual({ ok: false, reason: 'taken' });
});

test('a film in fragments is refused where a later one begins after the agreed time, also in a request of its own', async () => {
  const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
  const track = hex('00000020 6d646864 00000000 00000000 00000000 0000bb80 00000000 55c40000');
  const fragment = (second: number) => {
    const start = Buffer.alloc(4);
    start.writeUInt32BE(second * 48_000);
    return Buffer.concat([hex('00000010 74666474 00000000'), start]);
  };
  const reaching = (second: number) => {
    const first = Buffer.concat([hex('00000018 66747970 6d703432'), track, fragment(0)]);
    const noise = randomBytes(2 * pieceBytes - first.length);
    return Buffer.concat([first, noise, fragment(second), randomBytes(1000)]);
  };
  const send = async (bytes: Buffer) => {
    const id = await begun({ bytes });
    const [early, late] = [bytes.subarray(0, pieceBytes), bytes.subarray(pieceBytes)];
    const mara = await member(0);
    const one = await receivePieces(app, mara, { id, offset: 0, body: inParts(early, 70_000) });
    expect(one).toEqual({ ok: true, received: pieceBytes });
    return receivePieces(app, mara, { id, offset: pieceBytes, body: inParts(late, 70_000) });
  };
  expect(await send(reaching(3600))).toEqual({ ok: false, reason: 'too-long' });
  const fits = reaching(184);
  expect(await send(fits)).toEqual({ ok: true, received: fits.length });
});
