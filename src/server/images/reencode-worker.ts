import { parentPort, workerData } from 'node:worker_threads';
import { inflateSync } from 'node:zlib';
import { Jimp, ResizeStrategy } from 'jimp';
import type { FromWorker } from './reencode-image.ts';

/** The thread: takes one image, answers once. Started by `reencode-image.ts` as a source file of its own. */
interface Task {
  bytes: Uint8Array;
  limits: { bytes: number; pixels: number; edge: number };
}

const answer = await reencode(workerData as Task).catch((): FromWorker => ({ unreadable: true }));
parentPort?.postMessage(answer);

async function reencode({ bytes, limits }: Task): Promise<FromWorker> {
  const isPng = bytes[0] === 0x89;
  const decoded = await Jimp.fromBuffer(Buffer.from(isPng ? withinItsSize(bytes) : bytes), {
    'image/jpeg': { maxResolutionInMP: limits.pixels / 1_000_000, maxMemoryUsageInMB: 768 },
  });
  const { data, width, height } = decoded.bitmap;
  // A new picture of the pixels alone: the decoder hands comments and EXIF on, and the encoder would write them again.
  const clean = new Jimp({ data, width, height });
  if (Math.max(width, height) > limits.edge) {
    clean.scaleToFit({ w: limits.edge, h: limits.edge, mode: ResizeStrategy.BILINEAR });
  }
  const png = isPng ? await clean.getBuffer('image/png', { deflateLevel: 6 }) : undefined;
  if (png && png.length <= limits.bytes) return { bytes: png, mediaType: 'image/png' };
  return { bytes: await clean.getBuffer('image/jpeg', { quality: 85 }), mediaType: 'image/jpeg' };
}

/**
 * The PNG up to its end mark, once its data is known to inflate to no more than its size allows: a few kilobytes of zeroes
 * inflate to gigabytes, and the decoder sets no bound of its own for interlaced images.
 */
function withinItsSize(png: Uint8Array): Uint8Array {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const parts: Uint8Array[] = [];
  let end = png.length;
  for (let at = 8; at + 12 <= end; ) {
    const next = at + 12 + view.getUint32(at);
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (type === 'IDAT') parts.push(png.subarray(at + 8, next - 4));
    if (type === 'IEND') end = next;
    at = next;
  }
  // Eight bytes a pixel is the deepest format; interlacing has filter bytes for seven passes over the lines.
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  inflateSync(Buffer.concat(parts), { maxOutputLength: width * height * 8 + height * 8 + 65_536 });
  return png.subarray(0, end);
}
