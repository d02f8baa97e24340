import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pieceBytes, piecesIn } from '#core/exchange/sizes.ts';
import { openDatabase } from '#server/database.ts';
import { findRunningUrls } from '#server/embedded-postgres/embedded-postgres.ts';
import { readMasterKey } from '#server/vault/master-key.ts';
import { type Program, startProgram, untilHealthy } from '../support/program.ts';
import { arrangeRooms } from '../support/rooms.ts';
import { makeSmallDisk } from '../support/small-disk.ts';
import { isWhole, makeRecording, type SentRecording, uploadRecording } from '../support/upload-recording.ts';

const disk = makeSmallDisk(260);
let program: Program;
let recordings: [SentRecording, SentRecording];
const origin = () => program.origin;

beforeAll(async () => {
  if (!disk) return;
  program = await startProgram(disk.folder);
  await untilHealthy(program);
  const urls = findRunningUrls(disk.folder);
  if (!urls) throw new Error('the program has no database');
  const database = openDatabase(urls, { masterKey: () => readMasterKey({ RONDO_DATA: disk.folder }) });
  const [room] = await arrangeRooms(database, { count: 1, size: 2 });
  await database.close();
  const [one = '', other = ''] = room?.tokens ?? [];
  const circle = room?.circleId ?? '';
  recordings = [makeRecording(circle, one, 3_000_001), makeRecording(circle, other, 2_000_001)];
});

afterAll(async () => {
  await program?.end('SIGTERM');
  disk?.remove();
});

/** One request of an upload; what came back, whatever it is. */
async function ask(
  { circleId, token, id }: SentRecording,
  method: 'POST' | 'PATCH' | 'HEAD',
  { headers = {}, body }: { headers?: Record<string, string>; body?: Buffer } = {},
): Promise<{ status: number; text: string; offset: number }> {
  const address = `${program.origin}/circles/${circleId}/exchange/uploads${method === 'POST' ? '' : `/${id}`}`;
  const response = await fetch(address, {
    method,
    headers: {
      cookie: `rondo=${token}`,
      origin: program.origin,
      'sec-fetch-site': 'same-origin',
      'tus-resumable': '1.0.0',
      ...headers,
    },
    ...(body && { body: new Uint8Array(body) }),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  return {
    status: response.status,
    text,
    offset: Number(response.headers.get('upload-offset') ?? Number.NaN),
  };
}

function begin(recording: SentRecording) {
  const told = Object.entries({
    id: recording.id,
    kind: 'screen',
    seconds: '60',
    title: 'Noise',
    answers: '',
  });
  const metadata = told.map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`).join(',');
  const headers = { 'upload-length': String(recording.bytes.length), 'upload-metadata': metadata };
  return ask(recording, 'POST', { headers });
}

/** The next four pieces. */
function send(recording: SentRecording) {
  const from = recording.acknowledged;
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(from) };
  return ask(recording, 'PATCH', { headers, body: recording.bytes.subarray(from, from + 4 * pieceBytes) });
}

/** All that lies among the files, halves too. */
const files = () =>
  readdirSync(join(disk?.folder ?? '', 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort();
const piecesOf = ({ id }: SentRecording, bytes: number) =>
  Array.from({ length: piecesIn(bytes) }, (_, piece) => `${id}.${piece}`);

test.skipIf(!disk)(
  'a disk that is full during an upload: what was acknowledged stays, the rest is refused with a sentence, nothing half is left, and it goes on when there is room (needs the right to mount)',
  async () => {
    const { fill, free } = disk as NonNullable<typeof disk>;
    const [first, second] = recordings;
    for (const recording of recordings) expect(await begin(recording)).toMatchObject({ status: 201 });
    const kept = await send(first);
    expect(kept).toMatchObject({ status: 204, offset: 4 * pieceBytes });
    first.acknowledged = kept.offset;

    fill();
    for (const recording of [first, second, first]) {
      const refused = await send(recording);
      expect(refused.status).toBe(503);
      expect(refused.text).toMatch(/went wrong on our side|cannot read or save/);
      // Neither a piece that was not acknowledged nor half of one.
      expect(files()).toEqual(piecesOf(first, first.acknowledged).sort());
    }
    expect(program.process.exitCode).toBeNull();

    free();
    await untilHealthy(program);
    expect(await ask(first, 'HEAD')).toMatchObject({ status: 200, offset: first.acknowledged });
    await Promise.all(recordings.map((recording) => uploadRecording(origin, recording)));
    expect(recordings.map(({ done, takenBack }) => ({ done, takenBack }))).toEqual(
      recordings.map(() => ({ done: true, takenBack: 0 })),
    );
    expect(await Promise.all(recordings.map((recording) => isWhole(origin, recording)))).toEqual([
      true,
      true,
    ]);
    expect(files()).toEqual(recordings.flatMap((each) => piecesOf(each, each.bytes.length)).sort());
  },
);
