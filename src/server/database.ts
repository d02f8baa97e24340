import type { Duplex } from 'node:stream';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import { Pool, type PoolClient, type PoolConfig, type QueryResultRow, types } from 'pg';
import type { DB } from './schema.generated.ts';
import { type KeyShelf, makeVault, type Vault } from './vault/vault.ts';

// A date has no time zone; the driver would make a local midnight of it.
types.setTypeParser(types.builtins.DATE, (value) => value);

/** Who acts: one person of one organisation. Row-level security knows nobody else in the transaction. */
export interface Actor {
  organisationId: string;
  personId: string;
}

/** One transaction in which somebody acts. */
export type Tx = Transaction<DB>;

export interface DatabaseUrls {
  /** The program's own role: neither owns tables nor passes row-level security. */
  app: string;
  /** The owner: migrates, and lends itself to the worker's and the maintenance role. */
  owner: string;
}

/**
 * What runs in one transaction. The bare client of the same transaction is for hot paths that prepare statements. A statement
 * whose answer the work does not need goes to `send`: the next one, or the commit, follows without waiting for it. If it
 * fails, so does the transaction. `last`: nothing is asked after this, so that COMMIT leaves with what was asked in the same
 * tick; for work that only reads, because what comes back may already be committed.
 */
export type Work<T> = (
  tx: Transaction<DB>,
  client: PoolClient,
  send: (statement: Statement) => void,
  last: () => void,
) => Promise<T>;

/** A prepared statement; its name stands for its text. */
export interface Statement {
  name: string;
  text: string;
  values: unknown[];
}

/** Each method runs its work in ONE transaction, rolled back when the work throws. */
export interface Database {
  asPerson<T>(actor: Actor, work: Work<T>): Promise<T>;
  /** Nobody is known yet: only the named SECURITY DEFINER functions answer. */
  asNobody<T>(work: Work<T>): Promise<T>;
  /** As nobody, one statement that only reads: a third of the round trips of a transaction, on every request of a page. */
  lookUp<Row extends QueryResultRow>(statement: Statement): Promise<Row[]>;
  /** Jobs. `organisationId` narrows definer functions, not tables. */
  asWorker<T>(scope: { organisationId?: string }, work: Work<T>): Promise<T>;
  /** Backup, restore and data migrations. */
  asMaintenance<T>(work: Work<T>): Promise<T>;
  /** Everybody's keys; within a transaction, `vaultOf` finds it. */
  vault: Vault;
  /** Where it is, for a thread that reads by itself. They hold passwords: nowhere else. */
  urls: DatabaseUrls;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /**
   * Reads what wraps everybody's keys, 32 bytes, and what may do so soon; asked when the first key is needed, and again when
   * none of them fits any more.
   */
  masterKey: () => Promise<Buffer | Buffer[]>;
  poolSize?: number;
}

export function openDatabase(urls: DatabaseUrls, { masterKey, poolSize = 10 }: DatabaseOptions): Database {
  // Keys are asked for while a transaction holds its connection: with one pool for both, all could wait for each other.
  const keys = makePipelinedPool(urls.app, 2);
  const vault = makeVault(masterKey, shelfIn(keys));
  const app = makePipelinedPool(urls.app, poolSize, { vault });
  const worker = makePipelinedPool(urls.owner, 3, { vault, role: 'rondo_worker' });
  const maintenance = makePipelinedPool(urls.owner, 2, { vault, role: 'rondo_maintenance' });

  return {
    vault,
    urls,
    asPerson: (actor, work) => inTransaction(app, actor, work),
    asNobody: (work) => inTransaction(app, {}, work),
    lookUp: async <Row extends QueryResultRow>(statement: Statement) =>
      (await app.query<Row>(statement)).rows,
    asWorker: (scope, work) => inTransaction(worker, scope, work),
    asMaintenance: (work) => inTransaction(maintenance, {}, work),
    async close() {
      await Promise.all([app.end(), worker.end(), maintenance.end(), keys.end()]);
    },
  };
}

/**
 * A connection learns the catalogue and every prepared statement anew, so that the first commands after a lull would wait for
 * ten of them at once. Short enough for networks that forget connections on which nothing happens.
 */
const keptIdle = { idleTimeoutMillis: 180_000, keepAlive: true, keepAliveInitialDelayMillis: 30_000 };

/** Connections that break without ending the process. `max` counts connections. */
export function makePool(connectionString: string, max: number, settings: PoolConfig = {}): Pool {
  const pool = new Pool({ connectionString, max, ...keptIdle, ...settings });
  // A connection that breaks fails its query, or is replaced at its next use; an error without a listener, on the pool or
  // on a client that is in use, would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** A registered symbol: the entry and the pages are two module graphs, and both look here. */
const vaultPlace = Symbol.for('rondo vault');
const clientPlace = Symbol.for('rondo client');
type Carrier = { [vaultPlace]?: Vault | undefined; [clientPlace]?: PoolClient };

/** The keys that go with a transaction or its client, so that a store needs nothing else to seal and open words. */
export function vaultOf(connection: Tx | PoolClient): Vault {
  const vault = (connection as Carrier)[vaultPlace];
  if (!vault) throw new Error('this connection was not made by openDatabase');
  return vault;
}

/** The bare client of a transaction, for statements that are prepared. */
export function clientOf(tx: Tx): PoolClient {
  const client = (tx as Carrier)[clientPlace];
  if (!client) throw new Error('this transaction was not begun by openDatabase');
  return client;
}

/** Each call is a transaction of its own, in which an organisation acts and nobody in it. */
function shelfIn(pool: Pool): KeyShelf {
  return {
    read: (organisationId, people) =>
      inTransaction(pool, { organisationId }, async (_tx, client) => {
        const { rows } = await client.query<{ personId: string; wrapped: Buffer }>({
          name: 'read-person-keys',
          text: 'SELECT person_id AS "personId", wrapped FROM read_person_keys($1::uuid[])',
          values: [people],
        });
        return rows;
      }),
    keep: (organisationId, personId, { wrapped, by }) =>
      inTransaction(pool, { organisationId }, async (_tx, client) => {
        const { rows } = await client.query<{ kept: Buffer | null; outdated: boolean }>({
          name: 'keep-person-key',
          text: 'SELECT kept, outdated FROM keep_person_key($1, $2, $3)',
          values: [personId, wrapped, by],
        });
        return rows[0]?.outdated ? 'outdated' : (rows[0]?.kept ?? undefined);
      }),
  };
}

/** A statement may be sent before the one ahead of it is answered. `role` is taken on by each connection. */
function makePipelinedPool(
  connectionString: string,
  max: number,
  { role, vault }: { role?: string; vault?: Vault } = {},
): Pool {
  const pool = makePool(connectionString, max, {
    pipeline: true,
    ...(role ? { options: `-c role=${role}` } : {}),
  });
  pool.on('connect', (client) => Object.assign(client, { [vaultPlace]: vault }));
  return pool.on('connect', askInOnePiece);
}

/**
 * BEGIN travels with the work's first statement, COMMIT with the last one that it only sends: two round trips where there
 * would be four. Should BEGIN itself fail, what went out behind it acts for nobody, and the transaction fails all the same.
 */
async function inTransaction<T>(
  pool: Pool,
  { organisationId = '', personId = '' }: Partial<Actor>,
  work: Work<T>,
): Promise<T> {
  const begin = `BEGIN; SET LOCAL rondo.organisation = '${uuidOrEmpty(organisationId)}'; SET LOCAL rondo.person = '${uuidOrEmpty(personId)}'`;
  const client = await pool.connect();
  const sent: Promise<unknown>[] = [];
  const send = (statement: Statement | string) => {
    const answer = client.query(statement as Statement);
    // Looked at before the end, in `sent`; until then a failure is nobody's.
    answer.catch(() => undefined);
    sent.push(answer);
  };
  const last = () => {
    send('COMMIT');
    committed.add(client);
  };
  let broken: Error | undefined;
  try {
    send(begin);
    const result = await work(kyselyOn(client), client, send, last);
    if (!committed.has(client)) send('COMMIT');
    await Promise.all(sent);
    return result;
  } catch (error) {
    committed.delete(client);
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure;
    });
    // After a failed statement every later one fails too, and says only that.
    const [first] = (await Promise.allSettled(sent)).filter(({ status }) => status === 'rejected');
    throw first?.status === 'rejected' ? first.reason : error;
  } finally {
    committed.delete(client);
    client.release(broken);
  }
}

/** Clients whose transaction has had its last statement. Row-level security would show nobody to whatever came after it. */
const committed = new WeakSet<PoolClient>();

/** What is asked within one tick leaves in one piece, so that the server wakes once for it. */
function askInOnePiece(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection;
  const query = client.query.bind(client) as (...asked: unknown[]) => unknown;
  client.query = ((...asked: unknown[]) => {
    if (committed.has(client)) throw new Error('asked after the last statement of a transaction');
    stream.cork();
    process.nextTick(() => stream.uncork());
    return query(...asked);
  }) as typeof client.query;
}

/** These two values stand in a statement without parameters, so nothing but a UUID may pass. */
function uuidOrEmpty(value: string): string {
  if (value === '' || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return value;
  throw new TypeError('an actor is named by UUIDs');
}

const builders = new WeakMap<PoolClient, Transaction<DB>>();

/**
 * Kysely over a client whose transaction is managed here; the caller must not begin or end one. Made once for each
 * connection of a pool: making one costs as much as a small query.
 */
function kyselyOn(client: PoolClient): Transaction<DB> {
  const known = builders.get(client);
  if (known) return known;
  const lent = { query: client.query.bind(client), release: () => undefined } as unknown as PoolClient;
  const pool = { options: {}, connect: async () => lent, end: async () => undefined } as unknown as Pool;
  const made = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }) as unknown as Transaction<DB>;
  Object.assign(made, { [vaultPlace]: (client as Carrier)[vaultPlace], [clientPlace]: client });
  builders.set(client, made);
  return made;
}
