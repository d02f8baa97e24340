/**
 * Statements of one transaction that do not need each other's answers. Like `Promise.all`, but it waits for all of them even
 * when one fails: by the time a transaction is undone, and its connection is somebody else's, nothing of it goes on.
 */
export async function allAnswered<T extends readonly unknown[] | []>(
  asked: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(asked);
  return Promise.all(asked);
}
