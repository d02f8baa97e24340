import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { allAnswered } from '#server/all-answered.ts';
import type { App } from '#server/app.ts';
import { describeError } from '#server/describe-error.ts';
import { hasOtherNodes, listEndedSignIns, listGrown, listGuestsGone, nodePrefix } from '../store/watched.ts';
import { roomKey } from './room-cache.ts';

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
  let greetings = 0;

  async function connect(): Promise<void> {
    if (stopped) return;
    const made = new Client({
      connectionString,
      application_name: nodePrefix + app.hub.node,
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
    made.on('notification', ({ channel, payload = '' }) => {
      if (channel === 'rondo_erased') return forget(payload);
      if (channel === 'rondo_changes') return app.changes.hear(payload);
      const [node, key, upTo] = payload.split(' ');
      if (node === app.hub.node || !key) return;
      if (key === 'greets') {
        greetings += 1;
        app.hub.alone = false;
        return;
      }
      void app.hub.refresh(key, upTo ? Number(upTo) : undefined).catch((error) => note(error));
    });
    try {
      await made.connect();
      // Whoever was alone tells of what happens from here on; what happened before is read below.
      await made.query("SELECT pg_notify('rondo_session', $1)", [`${app.hub.node} greets`]);
      await made.query('LISTEN rondo_session');
      await made.query('LISTEN rondo_erased');
      await made.query('LISTEN rondo_changes');
      away = false;
      app.changes.mayHaveMissed();
      app.database.vault.forget();
      // What was missed while there was no connection.
      await Promise.all([...app.hub.rooms()].map((room) => app.hub.refresh(room.key)));
    } catch (error) {
      note(error);
      lost();
    }
  }

  /** Somebody was erased: neither their key nor their words stay in this node's memory, nor on a page that is open. */
  function forget(payload: string): void {
    const [organisationId = '', personId = ''] = payload.split(' ');
    app.database.vault.forget({ organisationId, personId });
    app.changes.mayHaveMissed(organisationId);
    for (const { key } of app.hub.rooms()) {
      if (key.startsWith(`${organisationId}:`)) void app.hub.refresh(key).catch((error) => note(error));
    }
  }

  const comparison = setInterval(() => void compare().catch((error) => note(error)), compareEvery);

  /** Rooms that have gone on elsewhere, sign-ins that have ended, and whether anybody else is there to be told. */
  async function compare(): Promise<void> {
    const greeted = greetings;
    const rooms = [...app.hub.rooms()].map(({ key, seq, viewers }) => {
      const [organisationId = '', sessionId = ''] = key.split(':');
      return { organisationId, sessionId, seq, viewers };
    });
    const listeners = [...app.changes.listeners()];
    const signIns = [
      ...rooms.flatMap(({ organisationId, viewers }) =>
        [...viewers].map(({ signInId }) => ({ organisationId, signInId })),
      ),
      ...listeners.map(({ organisationId, signInId }) => ({ organisationId, signInId })),
    ];
    const guests = rooms.flatMap(({ viewers }) =>
      [...viewers].flatMap(({ member }) => (member.guest ? [member] : [])),
    );
    const [others, grown, ended, visitsOver] = await app.database.asWorker({}, (_tx, client) =>
      allAnswered([
        hasOtherNodes(client, app.hub.node),
        rooms.length > 0 ? listGrown(client, rooms) : [],
        signIns.length > 0 ? listEndedSignIns(client, signIns) : [],
        guests.length > 0 ? listGuestsGone(client, guests) : [],
      ]),
    );
    // A node that came while the question was under way is there, whatever the answer.
    if (greeted === greetings) app.hub.alone = !others;
    const gone = new Set(ended);
    const guestsGone = new Set(visitsOver.map(guestKey));
    app.hub.recheck(
      ({ signInId, member }) => !gone.has(signInId) && !(member.guest && guestsGone.has(guestKey(member))),
    );
    for (const listener of listeners) if (gone.has(listener.signInId)) listener.close();
    for (const { organisationId, sessionId, seq } of grown) {
      await app.hub.refresh(roomKey({ organisationId, sessionId }), seq);
    }
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

function guestKey({ sessionId, personId }: { sessionId: string; personId: string }): string {
  return `${sessionId}:${personId}`;
}
