let last = 0;
let counter = 0;
/** Drawn ahead: a page of forms needs dozens, and asking for eight bytes costs as much as asking for all of these. */
const pool = new BigUint64Array(64);
let left = 0;

/**
 * A UUIDv7 made in the browser, where `crypto.randomUUID` is missing off localhost without TLS. Ids of one tab sort in the
 * order in which they were made, also within a millisecond: the queue of commands counts on it.
 */
export function newId(now: number = Date.now()): string {
  counter = now > last ? 0 : counter + 1;
  last = Math.max(now, last);
  if (counter > 0xfff) {
    last += 1;
    counter = 0;
  }
  if (left === 0) left = crypto.getRandomValues(pool).length;
  const random = pool[--left]?.toString(16).padStart(16, '0') ?? '';
  const time = last.toString(16).padStart(12, '0');
  const variant = '89ab'[Number.parseInt(random[0] ?? '0', 16) & 3];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${random.slice(1, 4)}-${random.slice(4)}`;
}
