import type { Container } from './container.ts';

/** Later than any recording: what claims it is chance, not time. In seconds. */
const implausible = 86_400;

/**
 * Up to which second a part of a recording reaches, as its container says in passing: whatever was told of its length, and
 * wherever the part was cut out. Undefined: nothing in it says so. Nothing is decoded; a container that lies is believed.
 *
 * WebM: the time of a cluster, which browsers and encoders write in milliseconds. Ogg: the position of a page, at the 48,000 a
 * second of Opus. MP4: the length of the movie; one in fragments has none.
 */
export function reachesTo(container: Container, part: Uint8Array): number | undefined {
  let latest: number | undefined;
  for (const at of placesOf(marks[container], part)) {
    const seconds = readers[container](new DataView(part.buffer, part.byteOffset + at, part.length - at));
    if (seconds !== undefined && seconds < implausible) latest = Math.max(latest ?? 0, seconds);
  }
  return latest;
}

const marks: Record<Container, readonly number[]> = {
  webm: [0x1f, 0x43, 0xb6, 0x75],
  ogg: [0x4f, 0x67, 0x67, 0x53],
  mp4: [0x6d, 0x76, 0x68, 0x64],
};

function* placesOf(mark: readonly number[], part: Uint8Array): Generator<number> {
  const [first = 0] = mark;
  for (let at = part.indexOf(first); at !== -1; at = part.indexOf(first, at + 1))
    if (mark.every((byte, index) => part[at + index] === byte)) yield at;
}

const readers: Record<Container, (from: DataView) => number | undefined> = {
  // The cluster's size, as long as its leading zeros say, and its time as the first element.
  webm(from) {
    if (from.byteLength < 22) return undefined;
    const at = 4 + Math.clz32(from.getUint8(4)) - 23;
    const bytes = from.getUint8(at + 1) - 0x80;
    if (from.getUint8(at) !== 0xe7 || bytes < 1 || bytes > 4) return undefined;
    let milliseconds = 0;
    for (let n = 0; n < bytes; n += 1) milliseconds = milliseconds * 256 + from.getUint8(at + 2 + n);
    return milliseconds / 1000;
  },
  ogg(from) {
    if (from.byteLength < 14 || from.getUint8(4) !== 0 || from.getUint8(5) > 7) return undefined;
    const position = from.getBigInt64(6, true);
    return position < 0n ? undefined : Number(position) / 48_000;
  },
  mp4(from) {
    if (from.byteLength < 36) return undefined;
    const version = from.getUint32(4) / 0x1000000;
    if (version !== 0 && version !== 1) return undefined;
    const long = version === 1;
    const scale = from.getUint32(long ? 24 : 16);
    const length = long ? Number(from.getBigUint64(28)) : from.getUint32(20);
    return scale === 0 || length === 0 ? undefined : length / scale;
  },
};
