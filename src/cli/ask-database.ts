import { Client, type QueryResult, type QueryResultRow } from 'pg';

/** One statement on a connection of its own. */
export async function ask<Row extends QueryResultRow>(
  url: string,
  statement: string,
): Promise<QueryResult<Row>> {
  const client = new Client({ connectionString: url });
  // A connection that breaks says so twice: once here, once in what was asked.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await client.query<Row>(statement);
  } finally {
    await client.end().catch(() => undefined);
  }
}
