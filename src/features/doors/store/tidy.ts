import { sql } from 'kysely';
import type { Tx } from '#server/database.ts';

/** What the worker forgets by night. A used link stays for a day, so that a second press is still told that it was used. */
export async function deleteSpentWaysIn(tx: Tx): Promise<void> {
  await sql`DELETE FROM sign_in WHERE expires_at < now()`.execute(tx);
  await sql`DELETE FROM sign_in_link WHERE expires_at < now() - interval '1 day'`.execute(tx);
  await sql`DELETE FROM email_change WHERE expires_at < now()`.execute(tx);
}

export async function deleteOldMails(tx: Tx): Promise<void> {
  await sql`DELETE FROM mail WHERE sent_at < now() - interval '7 days' OR created_at < now() - interval '30 days'`.execute(
    tx,
  );
}

/** Counters of tries keep their end in milliseconds. */
export async function deleteStaleCounters(tx: Tx): Promise<void> {
  await sql`DELETE FROM rate_limit WHERE expire < extract(epoch FROM now() - interval '1 hour') * 1000`.execute(
    tx,
  );
}
