import { deflateSync } from 'node:zlib';
import { Jimp } from 'jimp';
import { expect, test } from 'vitest';
import { reencodeImage } from './reencode-image.ts';
import { sniffImage } from './sniff-image.ts';

const picture = (width: number, height: number) => new Jimp({ width, height, color: 0x1d6b57ff });

test('a photo loses its EXIF and its comment, keeps its picture and its format', async () => {
  const photo = withExif(await picture(60, 40).getBuffer('image/jpeg'), 'Taken at 51.5N by Mara');
  expect(photo.includes('Mara')).toBe(true);
  const result = await reencodeImage(photo);
  if (!result.ok) throw new Error(result.reason);
  expect(result.mediaType).toBe('image/jpeg');
  expect(result.bytes.includes('Exif')).toBe(false);
  expect(result.bytes.includes('Mara')).toBe(false);
  expect(sniffImage(result.bytes)).toEqual({ mediaType: 'image/jpeg', width: 60, height: 40 });
});

test('what hides behind the end of an image is not kept', async () => {
  const hidden = '<script>alert(1)</script><svg onload="x">';
  for (const mime of ['image/jpeg', 'image/png'] as const) {
    const polyglot = Buffer.concat([await picture(20, 20).getBuffer(mime), Buffer.from(hidden)]);
    const result = await reencodeImage(polyglot);
    if (!result.ok) throw new Error(result.reason);
    expect(result.mediaType).toBe(mime);
    expect(result.bytes.includes('script')).toBe(false);
  }
});

test('a text chunk inside a PNG is not kept', async () => {
  const png = await picture(20, 20).getBuffer('image/png');
  const noted = Buffer.concat([
    png.subarray(0, 33),
    chunk('tEXt', Buffer.from('Comment\0Noor')),
    png.subarray(33),
  ]);
  const result = await reencodeImage(noted);
  if (!result.ok) throw new Error(result.reason);
  expect(result.bytes.includes('Noor')).toBe(false);
});

test.each([
  ['an SVG, whatever its name', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
  ['an SVG behind a byte order mark', '\ufeff<?xml version="1.0"?><svg/>'],
  ['a GIF', 'GIF89a\u0001\u0000\u0001\u0000'],
  ['a page', '<!doctype html><script>1</script>'],
  ['nothing at all', ''],
])('%s is refused', async (_, text) => {
  expect(await reencodeImage(Buffer.from(text))).toEqual({ ok: false, reason: 'not-an-image' });
});

test('only the beginning of an image is refused, not half shown', async () => {
  const png = await picture(200, 200).getBuffer('image/png');
  expect(await reencodeImage(png.subarray(0, 60))).toEqual({ ok: false, reason: 'not-an-image' });
});

test('one byte over ten megabytes is refused before anything is read', async () => {
  const bytes = Buffer.alloc(10 * 1024 * 1024 + 1);
  (await picture(4, 4).getBuffer('image/png')).copy(bytes);
  expect(await reencodeImage(bytes)).toEqual({ ok: false, reason: 'too-large' });
});

test('an image that says it has too many pixels is refused before it is decoded', async () => {
  const bomb = png({ width: 50_000, height: 50_000, data: Buffer.alloc(1000) });
  expect(await reencodeImage(bomb)).toEqual({ ok: false, reason: 'too-many-pixels' });
});

test.each([0, 1])(
  'a small image that unpacks to far more than it says is refused (interlace %d)',
  async (interlace) => {
    const bomb = png({ width: 10, height: 10, data: Buffer.alloc(200_000_000), interlace });
    expect(bomb.length).toBeLessThan(300_000);
    const before = process.memoryUsage().rss;
    expect(await reencodeImage(bomb)).toEqual({ ok: false, reason: 'not-an-image' });
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  },
);

test('a decoder that takes too long is stopped, and the next image has its turn', async () => {
  const image = await picture(1500, 1500).getBuffer('image/png');
  const hurried = { bytes: 1e7, pixels: 4e7, edge: 2400, milliseconds: 1 };
  const [first, second] = await Promise.all([reencodeImage(image, hurried), reencodeImage(image)]);
  expect(first).toEqual({ ok: false, reason: 'took-too-long' });
  expect(second.ok).toBe(true);
});

test('a very large picture becomes one that fits a screen', async () => {
  const result = await reencodeImage(await picture(3600, 1200).getBuffer('image/jpeg'));
  if (!result.ok) throw new Error(result.reason);
  expect(sniffImage(result.bytes)).toMatchObject({ width: 2400, height: 800 });
});

/** An EXIF segment and a comment, put behind the first two bytes. */
function withExif(jpeg: Buffer, text: string): Buffer {
  const tiff = Buffer.from('4d4d002a000000080000000000000000', 'hex');
  const exif = Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from(text)]);
  return Buffer.concat([
    jpeg.subarray(0, 2),
    segment(0xe1, exif),
    segment(0xfe, Buffer.from(text)),
    jpeg.subarray(2),
  ]);
}

function segment(marker: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

function png(image: { width: number; height: number; data: Buffer; interlace?: number }): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(image.width, 0);
  header.writeUInt32BE(image.height, 4);
  header.set([8, 6, 0, 0, image.interlace ?? 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(image.data)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), body]);
  const out = Buffer.alloc(named.length + 8);
  out.writeUInt32BE(body.length, 0);
  named.copy(out, 4);
  out.writeUInt32BE(checksum(named), out.length - 4);
  return out;
}

function checksum(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
