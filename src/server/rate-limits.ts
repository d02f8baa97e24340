import { createHash } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from './database.ts';

/** How often something may be tried: `points` times in `minutes`. */
export interface Limit {
  /** Its own counter; short, stable. */
  name: string;
  points: number;
  minutes: number;
}

export type Spent = { ok: true } | { ok: false; reason: 'too-many'; minutes: number };

/**
 * Counts one try by `who` (an address, a client's address, an id) against the limit, for all nodes together. `who` is
 * hashed before it is kept. A refusal says after how many minutes another try is possible.
 */
export async function spend(database: Database, limit: Limit, who: string): Promise<Spent> {
  const key = createHash('sha256').update(`${limit.name} ${who}`).digest('base64url');
  try {
    await limiterFor(database, limit).consume(key);
    return { ok: true };
  } catch (problem) {
    if (!(problem instanceof RateLimiterRes)) throw problem;
    return { ok: false, reason: 'too-many', minutes: Math.max(1, Math.ceil(problem.msBeforeNext / 60_000)) };
  }
}

function limiterFor(database: Database, { name, points, minutes }: Limit): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: storeOn(database),
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    keyPrefix: name,
    points,
    duration: minutes * 60,
    // Old counters are swept by the tidying job; a timer for each limiter would pile up.
    clearExpiredByTimeout: false,
  });
}

/** The counters are written in a transaction of their own: a refused form must not take its try back. */
function storeOn(database: Database): object {
  return {
    query: ({ text, values }: { text: string; values?: unknown[] }) =>
      database.asNobody(async (tx) => {
        const { rows, numAffectedRows } = await tx.executeQuery(CompiledQuery.raw(text, values ?? []));
        return { rows, rowCount: Number(numAffectedRows ?? rows.length) };
      }),
  };
}
