import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '#server/database.ts';
import { readPasswords } from '#server/embedded-postgres/cluster.ts';
import { findRunningUrls } from '#server/embedded-postgres/embedded-postgres.ts';
import { readMasterKey } from '#server/vault/master-key.ts';
import { type Program, startProgram, untilHealthy } from '../support/program.ts';
import { type ArrangedRoom, arrangeRooms } from '../support/rooms.ts';
import { makeSmallDisk } from '../support/small-disk.ts';
import { type Entry, judge } from './ledger.ts';
import { bringTo, lookUntilShown } from './members.ts';

const disk = makeSmallDisk(260);
let program: Program;
let rooms: ArrangedRoom[];

beforeAll(async () => {
  if (!disk) return;
  program = await startProgram(disk.folder);
  await untilHealthy(program);
  const urls = findRunningUrls(disk.folder);
  if (!urls) throw new Error('the program has no database');
  const database = openDatabase(urls, { masterKey: () => readMasterKey({ RONDO_DATA: disk.folder }) });
  rooms = await arrangeRooms(database, { count: 2, size: 5 });
  await database.close();
});

afterAll(async () => {
  await program?.end('SIGTERM');
  disk?.remove();
});

interface Answer {
  status: number;
  text: string;
}

/** Sends one writing once; a later try with the same entry is the same command. */
async function write(room: ArrangedRoom, seat: number, entry: Entry): Promise<Answer> {
  const act = {
    type: 'write',
    wordsId: entry.wordsId,
    body: { kind: 'phrase', text: entry.text },
  };
  const response = await fetch(`${program.origin}/sessions/${room.sessionId}/commands`, {
    method: 'POST',
    headers: {
      cookie: `rondo=${room.tokens[seat]}`,
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
    },
    body: JSON.stringify({ commands: [{ id: entry.commandId, act }] }),
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  if (response.status === 200) {
    const [result] = (JSON.parse(text) as { results: { ok: boolean; refusal?: string }[] }).results;
    if (result?.ok) entry.acknowledged = true;
    else entry.refused = result?.refusal ?? '';
  }
  return { status: response.status, text };
}

function newEntry(room: ArrangedRoom, count: number): Entry {
  return {
    commandId: randomUUID(),
    wordsId: randomUUID(),
    sessionId: room.sessionId,
    text: `${room.sessionId} ${count} ${'x'.repeat(400)}`,
    acknowledged: false,
  };
}

/** The log of the database wants its next 16 MB at once, instead of after hours of a quiet evening. */
async function wantRoom(data: string): Promise<void> {
  const url = new URL(findRunningUrls(data)?.owner ?? '');
  url.username = 'postgres';
  url.password = readPasswords(data).superuser;
  const client = new Client({ connectionString: url.href });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('SELECT pg_switch_wal()').catch(() => undefined);
  await client.end().catch(() => undefined);
}

test.skipIf(!disk)(
  'a full disk: writings are refused with a sentence, nothing acknowledged is lost, and it goes on by itself (needs the right to mount)',
  async () => {
    const [room] = rooms as [ArrangedRoom];
    const { folder, fill, free } = disk as NonNullable<typeof disk>;
    await bringTo(() => program.origin, room, 'debrief');
    const entries: Entry[] = [];
    const next = () => {
      const entry = newEntry(room, entries.length);
      entries.push(entry);
      return entry;
    };
    for (let count = 0; count < 3; count++)
      expect(await write(room, count, next())).toMatchObject({ status: 200 });

    fill();
    await wantRoom(folder);
    const answers: Answer[] = [];
    for (let count = 0; count < 40 && answers.length < 8; count++) {
      const answer = await write(room, entries.length % 5, next());
      if (answer.status !== 200) answers.push(answer);
      await pause(100);
    }
    // Refused, as what may work again later, and never with half an answer.
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503));
    for (const { text } of answers) expect(text).toMatch(/went wrong on our side|cannot read or save/);
    const page = await fetch(`${program.origin}/`, { headers: { accept: 'text/html' } });
    expect([200, 303, 503]).toContain(page.status);
    expect(program.process.exitCode).toBeNull();

    free();
    await untilHealthy(program);
    await lookUntilShown(() => program.origin, room, room.tokens[0] ?? '');
    // What was refused is sent again under the same id, and counts once.
    for (const [index, entry] of entries.entries()) {
      if (!entry.acknowledged && entry.refused === undefined) await write(room, index % 5, entry);
    }
    expect(entries.some(({ acknowledged }) => acknowledged)).toBe(true);
    expect(entries.every(({ acknowledged, refused }) => acknowledged || refused !== undefined)).toBe(true);
    const client = new Client({
      connectionString: findRunningUrls(folder)?.owner,
      options: '-c role=rondo_maintenance',
    });
    await client.connect();
    const masterKey = await readMasterKey({ RONDO_DATA: disk?.folder ?? '' });
    expect(await judge(entries, client, masterKey)).toMatchObject({
      lost: 0,
      ghost: 0,
      duplicate: 0,
      torn: 0,
    });
    await client.end();
  },
);
