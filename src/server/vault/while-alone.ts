import type { ClientBase } from 'pg';

/**
 * Does what moves master keys in the data folder, if nobody else is at it on this database: of two, one could put a key in
 * the place of another that the first has just brought into force. Undefined: somebody is. Nobody waits, because a machine
 * that lost its power in the middle may hold its connection for hours.
 */
export async function whileAlone<T>(
  client: Pick<ClientBase, 'query'>,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const { rows } = await client.query<{ alone: boolean }>(
    "SELECT pg_try_advisory_lock(hashtext('rondo master key')) AS alone",
  );
  if (!rows[0]?.alone) return undefined;
  try {
    return await work();
  } finally {
    // Where the connection broke, the lock went with it.
    await client.query("SELECT pg_advisory_unlock(hashtext('rondo master key'))").catch(() => undefined);
  }
}
