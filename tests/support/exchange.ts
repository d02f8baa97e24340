import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll } from 'vitest';
import type { CircleMember } from '#features/circles/access.ts';
import { findRecording, type Recording } from '#features/exchange/store/recordings.ts';
import { beginRecording } from '#features/exchange/use-cases/begin-recording.ts';
import { playRecording } from '#features/exchange/use-cases/play-recording.ts';
import { receivePieces } from '#features/exchange/use-cases/receive-pieces.ts';
import { sendRecording } from '#features/exchange/use-cases/send-recording.ts';
import type { Actor } from '#server/database.ts';
import { type TestApp, useApp } from './app.ts';
import { asMember, consentAll, makeCircle, makePeople } from './circle.ts';

type Who = 0 | 1 | 2;

interface Made {
  by?: Who;
  bytes?: Buffer;
  answers?: string;
  /** `circle`, or a person. */
  to?: string;
}

/** A circle of Mara, Ilse and Noor, and what they record; files in a folder of the test's own. */
export interface TestExchange {
  app: TestApp;
  folder: string;
  people: [Actor, Actor, Actor];
  circleId: string;
  member(at: Who): Promise<CircleMember>;
  /** Announced, without a byte. */
  begun(made?: Made): Promise<string>;
  uploaded(made?: Made): Promise<string>;
  sent(made?: Made): Promise<string>;
  seen(by: Who, id: string): Promise<Recording | undefined>;
  played(by: Who, id: string, range: { from: number; to: number }): Promise<Buffer>;
  /** Files of a recording that lie on the disk. */
  filesOf(id: string): string[];
}

export function useExchange(): TestExchange {
  const folder = mkdtempSync(join(tmpdir(), 'rondo-exchange-'));
  const app = useApp({ RONDO_DATA: folder });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const exchange: TestExchange = {
    app,
    folder,
    people: [] as unknown as TestExchange['people'],
    circleId: '',
    member: (at) =>
      asMember(app.database, exchange.people[at], exchange.circleId, async (_tx, proven) => proven),
    async begun({ by = 0, bytes = webm(700_000), answers } = {}) {
      const told = { id: randomUUID(), kind: 'screen', seconds: 20, title: 'A talk', answers } as const;
      const made = await beginRecording(app, await exchange.member(by), { ...told, bytes: bytes.length });
      if (!made.ok) throw new Error(made.reason);
      return made.id;
    },
    async uploaded({ by = 0, bytes = webm(700_000), ...made } = {}) {
      const id = await exchange.begun({ by, bytes, ...made });
      const body = inParts(bytes, 61_000);
      const received = await receivePieces(app, await exchange.member(by), { id, offset: 0, body });
      if (!received.ok) throw new Error(received.reason);
      return id;
    },
    async sent({ by = 0, to = 'circle', ...made } = {}) {
      const id = await exchange.uploaded({ by, ...made });
      const told = { id, to, title: 'A talk', words: 'What I say in it', peaks: [1, 50, 100] };
      const done = await asMember(app.database, exchange.people[by], exchange.circleId, (tx, proven) =>
        sendRecording(tx, proven, { ...told, now: app.clock.now() }),
      );
      if (!done.ok) throw new Error(done.reason);
      return id;
    },
    seen: (by, id) =>
      asMember(app.database, exchange.people[by], exchange.circleId, (tx, proven) =>
        findRecording(tx, proven, id),
      ),
    async played(by, id, range) {
      const stream = await playRecording(app, await exchange.member(by), { id, range });
      if (!stream) throw new Error('it is gone');
      return buffer(stream as unknown as AsyncIterable<Uint8Array>);
    },
    filesOf: (id) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes(id)),
  };
  beforeAll(async () => {
    const names = ['Mara', 'Ilse', 'Noor'];
    exchange.people = (await makePeople(app.database, names)) as TestExchange['people'];
    exchange.circleId = (await makeCircle(app.database, exchange.people)).circleId;
    await consentAll(app.database, exchange.people, exchange.circleId);
  });
  return exchange;
}

/** A WebM file by its beginning, and noise. */
export function webm(bytes: number): Buffer {
  return Buffer.concat([
    Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex'),
    randomBytes(bytes),
  ]).subarray(0, bytes);
}

export async function* inParts(bytes: Buffer, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
