import { Client } from 'pg';
import type { Stage } from './stage.ts';

/** Asks the database beside the program, as its owner. */
export async function inDatabase<T>(stage: Stage, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: stage.databaseUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Makes all that happened in a session so many minutes older, as if nobody had pressed anything since. The program is
 * killed and started again, so that it reads what it had in memory anew; the browsers come back by themselves.
 */
export async function letTimePass(
  stage: Stage,
  { room, minutes }: { room: string; minutes: number },
): Promise<void> {
  const session = room.split('/')[2];
  await inDatabase(stage, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE session_event SET at = at - make_interval(mins => $2) WHERE session_id = $1`,
      [session, minutes],
    );
    if (!rowCount) throw new Error('the session has no past that could be moved');
    await client.query(`UPDATE session SET last_at = last_at - make_interval(mins => $2) WHERE id = $1`, [
      session,
      minutes,
    ]);
  });
  await stage.kill();
  await stage.restart();
}
