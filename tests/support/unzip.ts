import { inflateRawSync } from 'node:zlib';

/** The files of a zip by their names; read as any program does, from the directory at its end. */
export function unzipBytes(zip: Buffer): Record<string, Buffer> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files: Record<string, Buffer> = {};
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, label] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26);
    const name = zip.subarray(at + 46, at + 46 + label).toString();
    files[name] = inflateRawSync(zip.subarray(from, from + packed));
    at += 46 + label;
  }
  return files;
}

/** The same as text. */
export function unzip(zip: Buffer): Record<string, string> {
  return Object.fromEntries(Object.entries(unzipBytes(zip)).map(([name, bytes]) => [name, bytes.toString()]));
}
