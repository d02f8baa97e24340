import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openLog } from '../log.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { folderProblem } from './folder-problem.ts';

test('a file in the place of the data folder is said, and stays as it was', async () => {
  const place = mkdtempSync(join(tmpdir(), 'rondo-place-'));
  onTestFinished(() => rmSync(place, { recursive: true }));
  writeFileSync(join(place, 'data'), 'something else');
  for (const folder of ['data', 'data/below'])
    await expect(startEmbeddedPostgres(join(place, folder), openLog('silent'))).rejects.toThrow(
      `${join(place, folder)} cannot be a folder, because a file is in the way. Set RONDO_DATA to another.`,
    );
});

test.runIf(process.platform === 'linux')('a folder where none can be made is said at once', async () => {
  await expect(startEmbeddedPostgres('/proc/rondo/data', openLog('silent'))).rejects.toThrow(
    '/proc/rondo/data cannot be made. Set RONDO_DATA to a folder that can.',
  );
});

test.each([
  [Object.assign(new Error('mkdir'), { code: 'EACCES' }), /may not write in \/srv\/rondo/],
  [Object.assign(new Error('mkdir'), { code: 'EROFS' }), /can only be read/],
  [Object.assign(new Error('write'), { code: 'ENOSPC' }), /is full. Make room/],
  [new Error('initdb: error: could not write: No space left on device'), /is full. Make room/],
])('%s is told as a sentence', (error, sentence) => {
  expect((folderProblem(error, '/srv/rondo') as Error).message).toMatch(sentence);
});

test('what is no problem of the folder is not told as one', () => {
  const bug = new TypeError('x is not a function');
  expect(folderProblem(bug, '/srv/rondo')).toBe(bug);
});
