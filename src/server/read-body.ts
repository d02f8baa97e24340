/** How long, in milliseconds, and how much, in bytes, of a body that nobody wants any more is let run out. */
const patience = 5_000;
const mostUnread = 16 * 1024 ** 2;

/**
 * Works on a body part by part. Where the work is over before the body is, refused or failed, the rest is let run into nothing
 * for a while: were the connection cut under somebody who is still sending, they would meet a broken line in place of the answer.
 */
export async function readBody<T>(
  body: ReadableStream<Uint8Array> | null,
  work: (parts: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  const reader = body?.getReader();
  if (!reader) return work(nothing());
  try {
    return await work(partsOf(reader));
  } finally {
    await runOut(reader).catch(() => undefined);
  }
}

/** Whoever stops in the middle leaves the rest where it is. */
async function* partsOf(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function runOut(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), patience);
  try {
    let unread = 0;
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      unread += next.value.length;
      if (unread > mostUnread) return await reader.cancel();
    }
  } finally {
    clearTimeout(timer);
  }
}
