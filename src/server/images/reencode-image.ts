import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { imageLimits } from './image-limits.ts';
import { sniffImage } from './sniff-image.ts';

export type Reencoded =
  | { ok: true; bytes: Buffer; mediaType: 'image/png' | 'image/jpeg' }
  | { ok: false; reason: 'too-large' | 'not-an-image' | 'too-many-pixels' | 'took-too-long' };

/** Answers of the worker thread. */
export type FromWorker = { bytes: Uint8Array; mediaType: 'image/png' | 'image/jpeg' } | { unreadable: true };

/**
 * Decodes an image and draws it anew, so that nothing of the file but its pixels is left: no EXIF, no place, no second
 * format hidden behind the first. In a thread of its own with limits of memory and time; one image after another, so that
 * a circle's holiday pictures do not stop the rooms.
 */
export async function reencodeImage(bytes: Uint8Array, limits = imageLimits): Promise<Reencoded> {
  if (bytes.length > limits.bytes) return { ok: false, reason: 'too-large' };
  const sniffed = sniffImage(bytes);
  if (!sniffed) return { ok: false, reason: 'not-an-image' };
  if (sniffed.width * sniffed.height > limits.pixels) return { ok: false, reason: 'too-many-pixels' };
  return inTurn(() => inWorker(bytes, limits));
}

let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work);
  last = mine.catch(() => undefined);
  return mine;
}

function inWorker(bytes: Uint8Array, limits: typeof imageLimits): Promise<Reencoded> {
  return new Promise((resolve) => {
    const worker = new Worker(workerFile(), {
      workerData: { bytes, limits },
      resourceLimits: { maxOldGenerationSizeMb: 512 },
      stdout: true,
      stderr: true,
    });
    const end = (answer: Reencoded) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(answer);
    };
    const timer = setTimeout(() => end({ ok: false, reason: 'took-too-long' }), limits.milliseconds);
    worker.once('message', (answer: FromWorker) =>
      end(
        'unreadable' in answer
          ? { ok: false, reason: 'not-an-image' }
          : { ok: true, bytes: Buffer.from(answer.bytes), mediaType: answer.mediaType },
      ),
    );
    // Out of memory, or a decoder that met what it did not expect.
    worker.once('error', () => end({ ok: false, reason: 'not-an-image' }));
    worker.once('exit', () => end({ ok: false, reason: 'not-an-image' }));
  });
}

/** Looked for upwards from here: a thread starts from a source file, also when the pages were built into one bundle. */
function workerFile(): string {
  const inside = join('src', 'server', 'images', 'reencode-worker.ts');
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; ; folder = dirname(folder)) {
    const file = join(folder, inside);
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) throw new Error(`no folder above ${here} has ${inside}`);
  }
}
