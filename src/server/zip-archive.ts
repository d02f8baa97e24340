import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** With forward slashes, without a leading one. */
  name: string;
  /** What comes in parts is asked for only once all before it has been taken. Less than 4 GB. */
  bytes: Uint8Array | AsyncIterable<Uint8Array>;
  /** Sound and pictures are as small as they get. */
  packed?: boolean;
}

/** 1980-01-01, the format's earliest day: when a file was packed is nobody's business. */
const noDate = 0x0021;
/** Names are UTF-8; lengths and checksum stand behind the bytes, because nobody knows them before. */
const flags = 0x0808;
/** From here on a number does not fit into its four or two bytes, and stands elsewhere. */
const [mostLong, mostShort] = [0xffffffff, 0xffff];

interface Written {
  label: Buffer;
  at: number;
  sum: number;
  packed: number;
  size: number;
}

/**
 * A zip file, as every computer opens it, made while it is read: of all that is in it, a few hundred kilobytes are in memory at
 * a time. As long and with as many entries as one likes (zip64).
 */
export async function* zipOf(
  entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
): AsyncGenerator<Uint8Array> {
  const directory: Written[] = [];
  let at = 0;
  for await (const entry of entries) {
    const label = Buffer.from(entry.name);
    const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), factsOf(label), label]);
    yield head;
    const written: Written = { label, at, sum: 0, packed: 0, size: 0 };
    for await (const part of pack(entry, written)) {
      written.packed += part.length;
      yield part;
    }
    const behind = Buffer.alloc(16);
    behind.write('PK\x07\x08', 'latin1');
    writeSizes(behind, 4, written);
    yield behind;
    at += head.length + written.packed + behind.length;
    directory.push(written);
  }
  const listed = Buffer.concat(directory.map(listing));
  yield listed;
  yield ending({ count: directory.length, length: listed.length, at });
}

/** Counts what goes in, and yields what comes out. */
async function* pack({ bytes, packed = false }: ZipEntry, written: Written): AsyncGenerator<Buffer> {
  if (bytes instanceof Uint8Array) {
    written.sum = crc32(bytes);
    written.size = bytes.length;
    yield deflateRawSync(bytes);
    return;
  }
  const counted = async function* () {
    for await (const part of bytes) {
      written.sum = crc32(part, written.sum);
      written.size += part.length;
      yield part;
    }
  };
  const deflate = createDeflateRaw({ level: packed ? 0 : 6 });
  const feeding = pipeline(Readable.from(counted(), { objectMode: true, highWaterMark: 1 }), deflate);
  // Whoever stops reading ends it in the middle, and then nobody is left to hear of it.
  feeding.catch(() => undefined);
  yield* deflate as AsyncIterable<Buffer>;
  await feeding;
  if (written.size >= mostLong) throw new Error('one file of a zip file has less than 4 GB');
}

/** What an entry's head and its listing share: version, flags, method, day, and no lengths but the name's. */
function factsOf(label: Buffer): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt16LE(flags, 2);
  facts.writeUInt16LE(8, 4);
  facts.writeUInt16LE(noDate, 8);
  facts.writeUInt16LE(label.length, 22);
  return facts;
}

function writeSizes(into: Buffer, from: number, { sum, packed, size }: Written): void {
  into.writeUInt32LE(sum, from);
  into.writeUInt32LE(packed, from + 4);
  into.writeUInt32LE(size, from + 8);
}

function listing(written: Written): Buffer {
  const { label, at } = written;
  const facts = factsOf(label);
  writeSizes(facts, 10, written);
  const far = Buffer.alloc(at < mostLong ? 0 : 12);
  if (far.length > 0) {
    far.writeUInt16LE(1, 0);
    far.writeUInt16LE(8, 2);
    far.writeBigUInt64LE(BigInt(at), 4);
    facts.writeUInt16LE(far.length, 24);
  }
  // After the facts, nothing but where it begins.
  const place = Buffer.alloc(14);
  place.writeUInt32LE(Math.min(at, mostLong), 10);
  return Buffer.concat([Buffer.from('PK\x01\x02\x2d\x00', 'latin1'), facts, place, label, far]);
}

function ending({ count, length, at }: { count: number; length: number; at: number }): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Math.min(count, mostShort), 8);
  end.writeUInt16LE(Math.min(count, mostShort), 10);
  end.writeUInt32LE(Math.min(length, mostLong), 12);
  end.writeUInt32LE(Math.min(at, mostLong), 16);
  if (count < mostShort && at < mostLong) return end;
  const far = Buffer.alloc(76);
  far.write('PK\x06\x06', 'latin1');
  far.writeBigUInt64LE(44n, 4);
  far.writeUInt16LE(45, 12);
  far.writeUInt16LE(45, 14);
  far.writeBigUInt64LE(BigInt(count), 24);
  far.writeBigUInt64LE(BigInt(count), 32);
  far.writeBigUInt64LE(BigInt(length), 40);
  far.writeBigUInt64LE(BigInt(at), 48);
  far.write('PK\x06\x07', 56, 'latin1');
  far.writeBigUInt64LE(BigInt(at + length), 64);
  far.writeUInt32LE(1, 72);
  return Buffer.concat([far, end]);
}
