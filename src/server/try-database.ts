import { Client } from 'pg';
import { type Config, ConfigProblem } from './config.ts';
import type { DatabaseUrls } from './database.ts';

/**
 * The addresses of an external database, after it has answered to both; undefined where none is named.
 *
 * @throws ConfigProblem: which of the two does not serve, and why
 */
export async function tryDatabase(
  config: Pick<Config, 'DATABASE_URL' | 'DATABASE_OWNER_URL'>,
): Promise<DatabaseUrls | undefined> {
  const { DATABASE_URL: app, DATABASE_OWNER_URL: owner } = config;
  if (!app || !owner) return undefined;
  await tryUrl('DATABASE_OWNER_URL', owner);
  await tryUrl('DATABASE_URL', app);
  return { app, owner };
}

const oldest = 150_000;

async function tryUrl(name: string, url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // A connection that breaks says so twice: once here, once in what was asked.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: number; version: string }>(
      "SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS version",
    );
    const [server] = rows;
    if (!server || server.number >= oldest) return;
    throw new ConfigProblem(
      `${name} leads to PostgreSQL ${server.version}, which is too old; 15 is the oldest that fits.`,
    );
  } catch (error) {
    throw error instanceof ConfigProblem ? error : databaseProblem(name, url, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Why a database cannot be reached, in a sentence without its password. */
export function databaseProblem(name: string, url: string, cause: unknown): ConfigProblem {
  const { hostname, port, pathname, username } = new URL(url);
  const where = `${hostname}:${port || '5432'}`;
  const { code = '', message = '' } = cause as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ECONNREFUSED: `nothing listens at ${where}. Is PostgreSQL running there, and is the port right?`,
    ENOTFOUND: `no address is known for ${hostname}. Is the name right?`,
    EAI_AGAIN: `the address of ${hostname} cannot be looked up now. Is the network there?`,
    ETIMEDOUT: `${where} does not answer. Does a firewall stand between?`,
    EHOSTUNREACH: `there is no way to ${where}. Is the network there?`,
    '28P01': `PostgreSQL at ${where} refuses the password of ${decodeURIComponent(username)}. Special letters in it must be written as %20, %40 and so on.`,
    '28000': `PostgreSQL at ${where} does not let ${decodeURIComponent(username)} in: ${message}.`,
    '3D000': `PostgreSQL at ${where} has no database ${decodeURIComponent(pathname.slice(1))}. docs/operations.md says how to make one.`,
    '42501': `${decodeURIComponent(username)} may not use this database: ${message}. docs/operations.md says what it needs.`,
  };
  const reason = /timeout/.test(message) ? reasons.ETIMEDOUT : reasons[code];
  return new ConfigProblem(`${name} does not serve: ${reason ?? `${message || code}.`}`, { cause });
}
