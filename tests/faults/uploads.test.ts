import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { piecesIn } from '#core/exchange/sizes.ts';
import { openDatabase } from '#server/database.ts';
import { readMasterKey } from '#server/vault/master-key.ts';
import { newDataFolder, type Program, startProgram, untilHealthy } from '../support/program.ts';
import { useProgramDatabase } from '../support/program-database.ts';
import { arrangeRooms } from '../support/rooms.ts';
import { isWhole, makeRecording, type SentRecording, uploadRecording } from '../support/upload-recording.ts';

const kills = 8;
const own = useProgramDatabase();
let program: Program;
let recordings: SentRecording[];
const origin = () => program.origin;

beforeAll(async () => {
  program = await startProgram(newDataFolder(), own.environment());
  await untilHealthy(program);
  const urls = own.urls(program.data);
  const database = openDatabase(urls, { masterKey: () => readMasterKey({ RONDO_DATA: program.data }) });
  const rooms = await arrangeRooms(database, { count: 2, size: 5 });
  await database.close();
  recordings = rooms.flatMap(({ circleId, tokens }) =>
    tokens.flatMap((token) => [1, 2].map((size) => makeRecording(circleId, token, size * 3_000_001))),
  );
  const uploads = Promise.all(recordings.map((recording) => uploadRecording(origin, recording)));
  for (let kill = 0; kill < kills; kill += 1) {
    await pause(150 + kill * 70);
    if (recordings.every(({ done }) => done)) break;
    await program.end('SIGKILL');
    program = await startProgram(program.data, {
      ...own.environment(),
      PORT: new URL(program.origin).port,
    });
    await untilHealthy(program);
  }
  await uploads;
}, 300_000);

afterAll(async () => {
  await program?.end('SIGTERM');
});

const files = () =>
  readdirSync(join(program.data, 'files'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\/[0-9a-f-]{36}\.\d+$/.test(name),
  );

test('recordings that were on their way while the program was killed arrive, and nothing that was acknowledged is lost', () => {
  expect(recordings.map(({ done, takenBack }) => ({ done, takenBack }))).toEqual(
    recordings.map(() => ({ done: true, takenBack: 0 })),
  );
});

test('each comes back byte for byte, and no piece lies on the disk that is nobody’s', async () => {
  const whole = await Promise.all(recordings.map((recording) => isWhole(origin, recording)));
  expect(whole).toEqual(recordings.map(() => true));
  const expected = recordings.flatMap(({ id, bytes }) =>
    Array.from({ length: piecesIn(bytes.length) }, (_, piece) => `${id}.${piece}`),
  );
  expect(
    files()
      .map((name) => name.slice(3))
      .sort(),
  ).toEqual(expected.sort());
});

test('one changed byte of a file would have been seen', async () => {
  const [first] = recordings;
  const name = files().find((each) => first && each.includes(first.id));
  if (!first || !name) throw new Error('nothing was kept');
  const path = join(program.data, 'files', name);
  const bytes = readFileSync(path);
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  expect(await isWhole(origin, first)).toBe(false);
  // Nothing else suffers from it.
  expect(await Promise.all(recordings.slice(1, 3).map((each) => isWhole(origin, each)))).toEqual([
    true,
    true,
  ]);
});
