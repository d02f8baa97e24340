import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { unzip } from '../../tests/support/unzip.ts';
import { zipOf } from './zip-archive.ts';

async function* inParts(parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

test('a zip file holds what was put in, byte by byte, whether it was there whole or came in parts', async () => {
  const entries = [
    { name: 'a.txt', bytes: Buffer.from('one') },
    { name: 'files/ü.txt', bytes: inParts(['x'.repeat(100_000), 'y', 'z'.repeat(70_000)]) },
    { name: 'files/sound.webm', bytes: inParts(['la', 'la']), packed: true },
    { name: 'empty.txt', bytes: inParts([]) },
  ];
  expect(unzip(await buffer(zipOf(entries)))).toEqual({
    'a.txt': 'one',
    'files/ü.txt': `${'x'.repeat(100_000)}y${'z'.repeat(70_000)}`,
    'files/sound.webm': 'lala',
    'empty.txt': '',
  });
});

test('of what is packed only a little is asked for before somebody takes it', async () => {
  let asked = 0;
  const piece = Buffer.alloc(256 * 1024);
  async function* long(): AsyncGenerator<Uint8Array> {
    for (let count = 0; count < 400; count++) {
      asked += 1;
      yield piece;
    }
  }
  const zip = zipOf([
    { name: 'one', bytes: long(), packed: true },
    { name: 'two', bytes: long(), packed: true },
  ]);
  let [taken, ahead] = [0, 0];
  for await (const part of zip) {
    taken += part.length;
    ahead = Math.max(ahead, asked * piece.length - taken);
  }
  expect(asked).toBe(800);
  // Of two hundred megabytes.
  expect(ahead).toBeLessThan(2_000_000);
});

test('what cannot be read ends the file in the middle, so that nobody takes it for whole', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('a beginning');
    throw new Error('the disk is gone');
  }
  await expect(buffer(zipOf([{ name: 'one', bytes: broken() }]))).rejects.toThrow('the disk is gone');
});

test('whoever stops reading ends it', async () => {
  let ended = false;
  async function* long(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield Buffer.alloc(256 * 1024);
    } finally {
      ended = true;
    }
  }
  for await (const part of zipOf([{ name: 'one', bytes: long(), packed: true }])) {
    if (part.length > 1000) break;
  }
  await expect.poll(() => ended).toBe(true);
});
