import type { Container } from './container.ts';

/** Later than any recording: what claims it is chance, not time. In seconds. */
const implausible = 86_400;

/**
 * Up to which second a part of a recording reaches, as its container says in passing: whatever was told of its length, and
 * wherever the part was cut out. Undefined: nothing in it says so. Nothing is decoded; a container that lies is believed.
 *
 * WebM: the time of a cluster, which browsers and encoders write in milliseconds. Ogg: the position of a page, at the 48,000 a
 * second of Opus. MP4: the length of the movie, or, where it is in fragments, the beginning of the latest, counted in the ticks of
 * the file's beginning (`ticksOf`); one that is a single fragment does not say.
 */
export function reachesTo(container: Container, part: Uint8Array, ticks?: number): number | undefined {
  const said = [...viewsOf(marks[container], part)].map((view) => readers[container](view));
  const begun = container === 'mp4' && ticks ? [...viewsOf(fragment, part)].map(startOf) : [];
  const seconds = [...said, ...begun.map((tick) => tick && tick / (ticks ?? 1))];
  return highest(seconds.filter((each) => each !== undefined && each < implausible));
}

/**
 * The finest ticks a second that a track of an MP4 file counts in, which its beginning says: no track reaches further than by these.
 * Undefined where it says nothing.
 */
export function ticksOf(beginning: Uint8Array): number | undefined {
  return highest([...viewsOf(track, beginning)].map((view) => clockIn(view)?.ticks));
}

function highest(numbers: (number | undefined)[]): number | undefined {
  return numbers.reduce(
    (most, number) => (number === undefined ? most : Math.max(most ?? 0, number)),
    undefined,
  );
}

const marks: Record<Container, readonly number[]> = {
  webm: [0x1f, 0x43, 0xb6, 0x75],
  ogg: [0x4f, 0x67, 0x67, 0x53],
  mp4: [0x6d, 0x76, 0x68, 0x64],
};
/** `mdhd` and `tfdt`. */
const track = [0x6d, 0x64, 0x68, 0x64];
const fragment = [0x74, 0x66, 0x64, 0x74];

/** The part from each mark on. */
function* viewsOf(mark: readonly number[], part: Uint8Array): Generator<DataView> {
  for (const at of placesOf(mark, part))
    yield new DataView(part.buffer, part.byteOffset + at, part.length - at);
}

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
    const clock = clockIn(from);
    return clock && clock.length > 0 ? clock.length / clock.ticks : undefined;
  },
};

/** What the header of a movie or a track counts in, and its length; in both it is laid out alike. */
function clockIn(from: DataView): { ticks: number; length: number } | undefined {
  if (from.byteLength < 36) return undefined;
  const version = from.getUint32(4) / 0x1000000;
  if (version !== 0 && version !== 1) return undefined;
  const long = version === 1;
  const ticks = from.getUint32(long ? 24 : 16);
  const length = long ? Number(from.getBigUint64(28)) : from.getUint32(20);
  return ticks > 0 ? { ticks, length } : undefined;
}

/** The tick at which a fragment begins. */
function startOf(from: DataView): number | undefined {
  const version = from.byteLength < 12 ? undefined : from.getUint32(4) / 0x1000000;
  if (version === 0) return from.getUint32(8);
  return version === 1 && from.byteLength >= 16 ? Number(from.getBigUint64(8)) : undefined;
}
