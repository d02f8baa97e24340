import { readFile } from 'node:fs/promises';
import type { PairWeights } from '#core/matching/weights.ts';

/** The most people whose weights fit into one file in memory. */
const most = 16_000;

/**
 * Pair weights from a file: the number of people N as a 32-bit whole number, then N x N weights of 32 bits, little
 * endian. The array is shared, so that workers read it without a copy. Throws a sentence that says what is wrong.
 */
export async function readWeights(
  path: string,
): Promise<PairWeights & { weights: Int32Array<SharedArrayBuffer> }> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new Error(
      `${path} cannot be read: ${cause.code === 'ENOENT' ? 'there is no such file' : cause.message}.`,
      { cause },
    );
  });
  if (bytes.length < 4)
    throw new Error(`${path} is no file of weights: it has ${bytes.length} bytes, and 4 are the least.`);
  const count = bytes.readInt32LE(0);
  if (count < 1 || count > most)
    throw new Error(
      `${path} says that it holds ${count} people; 1 to ${most.toLocaleString('en')} are allowed. A file of 32-bit whole numbers is expected, no text.`,
    );
  const expected = 4 + 4 * count * count;
  if (bytes.length !== expected)
    throw new Error(
      `${path} has ${bytes.length} bytes; for ${count} people it should have ${expected} (4 + 4 x ${count} x ${count}).`,
    );
  const weights = new Int32Array(new SharedArrayBuffer(4 * count * count));
  new Uint8Array(weights.buffer).set(bytes.subarray(4));
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++)
      if (weights[a * count + b] !== weights[b * count + a])
        throw new Error(
          `${path}: people ${a} and ${b} weigh ${weights[a * count + b]} one way and ${weights[b * count + a]} the other; both must be alike.`,
        );
  return { count, weights };
}
