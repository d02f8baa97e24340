import type { QueryResult, QueryResultRow } from 'pg';
import { withClient } from '#server/with-client.ts';

/** One statement on a connection of its own. */
export function ask<Row extends QueryResultRow>(url: string, statement: string): Promise<QueryResult<Row>> {
  return withClient(url, (client) => client.query<Row>(statement));
}
