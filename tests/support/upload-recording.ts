import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** Where the program answers now. */
export type Origin = () => string;

/** One recording that is sent, as its sender knows it: kept outside the system that is tried. */
export interface SentRecording {
  id: string;
  circleId: string;
  token: string;
  bytes: Buffer;
  /** What the program said that it keeps; from then on it must never be less. */
  acknowledged: number;
  /** How often it said that it keeps less than it had acknowledged. */
  takenBack: number;
  done: boolean;
}

/** A recording of noise that begins as a WebM file. */
export function makeRecording(circleId: string, token: string, length: number): SentRecording {
  const begin = Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex');
  const bytes = Buffer.concat([begin, randomBytes(length - begin.length)]);
  return { id: randomUUID(), circleId, token, bytes, acknowledged: 0, takenBack: 0, done: false };
}

const requestBytes = 1024 * 1024;

/** Sends it as a browser would, over lost connections and killed programs, until the program says that it has all of it. */
export async function uploadRecording(origin: Origin, recording: SentRecording): Promise<void> {
  const { id, circleId, bytes } = recording;
  const address = `/circles/${circleId}/exchange/uploads`;
  await again(() => begin(origin, address, recording));
  while (recording.acknowledged < bytes.length) {
    await again(async () => {
      const head = await ask(origin, recording, { path: `${address}/${id}`, method: 'HEAD' });
      const kept = Number(head.headers.get('upload-offset'));
      if (kept < recording.acknowledged) recording.takenBack += 1;
      recording.acknowledged = kept;
      if (kept === bytes.length) return;
      const answer = await ask(origin, recording, {
        path: `${address}/${id}`,
        method: 'PATCH',
        headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(kept) },
        body: new Uint8Array(bytes.subarray(kept, kept + requestBytes)),
      });
      if (answer.status === 204) recording.acknowledged = Number(answer.headers.get('upload-offset'));
    });
  }
  recording.done = true;
}

/** Whether it comes back as it was sent. */
export async function isWhole(origin: Origin, recording: SentRecording): Promise<boolean> {
  const path = `/circles/${recording.circleId}/exchange/${recording.id}/file`;
  const came = await ask(origin, recording, { path, method: 'GET' })
    .then((response) => response.arrayBuffer())
    .catch(() => new ArrayBuffer(0));
  return sum(Buffer.from(came)) === sum(recording.bytes);
}

async function begin(origin: Origin, path: string, { id, bytes, ...whose }: SentRecording): Promise<void> {
  const told = Object.entries({ id, kind: 'screen', seconds: '60', title: 'Noise', answers: '' });
  const metadata = told.map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`);
  const headers = { 'upload-length': String(bytes.length), 'upload-metadata': metadata.join(',') };
  const { status } = await ask(origin, whose, { path, method: 'POST', headers });
  if (status !== 201) throw new Error(`the door answered ${status} to a beginning`);
}

interface Question {
  path: string;
  method: string;
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer>;
}

async function ask(
  origin: Origin,
  { token }: Pick<SentRecording, 'token'>,
  { path, method, headers = {}, body }: Question,
): Promise<Response> {
  const response = await fetch(origin() + path, {
    method,
    headers: {
      cookie: `rondo=${token}`,
      origin: origin(),
      'sec-fetch-site': 'same-origin',
      'tus-resumable': '1.0.0',
      ...headers,
    },
    ...(body ? { body } : {}),
    signal: AbortSignal.timeout(20_000),
  });
  if (response.status >= 500) throw new TypeError(`away: ${response.status}`);
  return response;
}

/** Until it works: a program that is away comes back. What the program refuses is a failure of the test. */
async function again(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if ((error as Error).message.startsWith('the door answered')) throw error;
      await pause(30);
    }
  }
}

function sum(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
