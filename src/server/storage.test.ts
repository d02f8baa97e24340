import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from './ids.ts';
import { openStorage } from './storage.ts';
import { pieceName, type Storage } from './stored-files.ts';

let folder: string;
let storage: Storage;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rondo storage '));
  storage = openStorage({ RONDO_DATA: folder });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('what was put is read back byte for byte, and is gone once removed', async () => {
  const id = newId();
  const bytes = randomBytes(70_000);
  await storage.put(id, bytes);
  expect(await storage.read(id)).toEqual(bytes);
  expect(await storage.list()).toEqual([id]);
  await storage.remove(id);
  expect(await storage.read(id)).toBeUndefined();
  await storage.remove(id);
});

test('what a killed program had half written goes with its file', async () => {
  const id = newId();
  const name = pieceName(id, 3);
  await storage.put(name, Buffer.from('whole'));
  const place = join(folder, 'files', id.slice(-2));
  await writeFile(join(place, `${name}.0123456789ab.part`), 'half');
  await storage.put(pieceName(id, 4), Buffer.from('another'));
  await storage.remove(name);
  expect(await readdir(place)).toEqual([pieceName(id, 4)]);
});

test('nothing is stored yet: the list is empty and reading finds nothing', async () => {
  expect(await storage.list()).toEqual([]);
  expect(await storage.read(newId())).toBeUndefined();
});

test('two writers of one id leave one whole file and no pieces', async () => {
  const id = newId();
  const texts = Array.from({ length: 8 }, (_, index) => Buffer.alloc(50_000, String(index)));
  await Promise.all(texts.map((bytes) => storage.put(id, bytes)));
  const kept = await storage.read(id);
  expect(texts.some((bytes) => kept?.equals(bytes))).toBe(true);
  expect(await readdir(join(folder, 'files', id.slice(-2)))).toEqual([id]);
});

test.each(['../../etc/passwd', 'not-an-id', '', '01234567-89AB-CDEF-0123-456789ABCDEF/..'])(
  'a name that is no id never becomes a path: %j',
  async (name) => {
    await expect(storage.put(name, Buffer.from('x'))).rejects.toThrow('UUID');
    await expect(storage.read(name)).rejects.toThrow('UUID');
  },
);
