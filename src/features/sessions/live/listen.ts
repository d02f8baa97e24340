import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { App } from '#server/app.ts';
import { describeError } from '#server/describe-error.ts';

/** How soon a lost connection is made again. */
const again = 500;
/** How often what is watched here is compared with the database, so that a lost notice costs a second, not the change. */
const compareEvery = 1000;
/** A network that swallows everything closes nothing: a connection that has not answered for so long counts as lost. */
const silentFor = 4000;

/** Keeps this node in step with the others: notices, and a comparison each second. Returns how to stop. */
export function listenToOtherNodes(app: App, connectionString: string): () => Promise<void> {
  let stopped = false;
  let away = false;
  let client: Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    if (stopped) return;
    const made = new Client({
      connectionString,
      query_timeout: silentFor,
      connectionTimeoutMillis: silentFor,
    });
    client = made;
    let gone = false;
    const lost = () => {
      if (gone) return;
      gone = true;
      clearInterval(asking);
      made.removeAllListeners();
      made.on('error', () => undefined);
      // What comes over it later belongs to a connection that was given up.
      void made.end().catch(() => undefined);
      if (!stopped) retry = setTimeout(connect, again);
    };
    const asking = setInterval(() => made.query('LISTEN rondo_session').catch(lost), silentFor);
    made.once('error', lost);
    made.once('end', lost);
    made.on('notification', ({ payload = '' }) => {
      const [node, key, upTo] = payload.split(' ');
      if (node === app.hub.node || !key) return;
      void app.hub.refresh(key, upTo ? Number(upTo) : undefined).catch((error) => note(error));
    });
    try {
      await made.connect();
      await made.query('LISTEN rondo_session');
      away = false;
      // What was missed while there was no connection.
      await Promise.all([...app.hub.rooms()].map((room) => app.hub.refresh(room.key)));
    } catch (error) {
      note(error);
      lost();
    }
  }

  const comparison = setInterval(() => void compare().catch((error) => note(error)), compareEvery);

  async function compare(): Promise<void> {
    const rooms = [...app.hub.rooms()];
    if (rooms.length === 0) return;
    const latest = await app.database.asWorker({}, (tx) =>
      tx
        .selectFrom('session')
        .select(['organisation_id', 'id', 'seq'])
        .where(
          'id',
          'in',
          rooms.map(({ key }) => key.split(':')[1] ?? ''),
        )
        .execute(),
    );
    const known = new Map(rooms.map((room) => [room.key, room.seq]));
    for (const row of latest) {
      const key = `${row.organisation_id}:${row.id}`;
      if ((known.get(key) ?? row.seq) < row.seq) await app.hub.refresh(key, row.seq);
    }
    await recheckViewers(app);
  }

  /** Says once that the database is away, and not twice a second until it is back. */
  function note(error: unknown): void {
    if (!away)
      app.log.warn({ error: describeError(error) }, 'live: the database did not answer; trying again');
    away = true;
  }

  void connect();
  return async () => {
    stopped = true;
    clearInterval(comparison);
    clearTimeout(retry);
    // A silent network would keep the farewell waiting.
    await Promise.race([client?.end().catch(() => undefined), pause(1000)]);
  };
}

/** Ends the streams of those who signed out, were signed out, or whose session is gone. */
async function recheckViewers(app: App): Promise<void> {
  const viewers = [...app.hub.rooms()].flatMap((room) => [...room.viewers]);
  if (viewers.length === 0) return;
  const alive = await app.database.asWorker({}, (tx) =>
    tx
      .selectFrom('sign_in as i')
      .select('i.id')
      .where(
        'i.id',
        'in',
        viewers.map(({ signInId }) => signInId),
      )
      .where('i.expires_at', '>', new Date())
      .execute(),
  );
  const signedIn = new Set(alive.map(({ id }) => id));
  app.hub.recheck((viewer) => signedIn.has(viewer.signInId));
}
