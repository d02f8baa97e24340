import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { readDecisions } from '#features/decisions/use-cases/read-decisions.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makePeople } from '../../../tests/support/circle.ts';
import { must, openTestSession, startSession, type TestSession } from '../../../tests/support/session.ts';
import { expireSessions, forgetDrafts, settleDiscards } from './jobs.ts';
import { createHub } from './live/hub.ts';
import { keepDraft } from './store/drafts.ts';

const app = useApp();

/** Moves all that happened in a session into the past, as if nobody had touched it since. */
async function backdate(session: TestSession, age: string): Promise<void> {
  const admin = new Client({ connectionString: app.database.superuserUrl });
  await admin.connect();
  await admin.query('UPDATE session_event SET at = at - $2::interval WHERE session_id = $1', [
    session.sessionId,
    age,
  ]);
  await admin.query(
    `UPDATE session SET expires_at = expires_at - $2::interval, last_at = last_at - $2::interval,
      discard_settles_at = discard_settles_at - $2::interval WHERE id = $1`,
    [session.sessionId, age],
  );
  await admin.end();
}

async function left(session: TestSession) {
  const admin = new Client({ connectionString: app.database.superuserUrl });
  await admin.connect();
  const count = async (table: string) => {
    const { rows } = await admin.query(`SELECT count(*)::int AS n FROM ${table} WHERE session_id = $1`, [
      session.sessionId,
    ]);
    return rows[0].n as number;
  };
  const named = async (table: string, where: string) => {
    const { rows } = await admin.query(
      `SELECT count(*)::int AS n FROM ${table} WHERE strpos(${where}, $1) > 0`,
      [session.sessionId],
    );
    return rows[0].n as number;
  };
  const row = await admin.query('SELECT * FROM session WHERE id = $1', [session.sessionId]);
  const turns = await admin.query('SELECT count(*)::int AS n FROM rota_turn WHERE circle_id = $1', [
    session.circleId,
  ]);
  const answer = {
    row: row.rows[0],
    turns: turns.rows[0].n as number,
    events: await count('session_event'),
    words: await count('session_words'),
    members: await count('session_member'),
    drafts: await count('session_draft'),
    receipts: await count('session_command'),
    cards: await count('commitment'),
    visits: await count('visit'),
    questions: await named('circle_decision', 'words::text'),
    reminders: await named('nudge', 'key'),
  };
  await admin.end();
  return answer;
}

/**
 * What points to a session and names somebody: a card that was made in it, a guest who was there, the question whether they
 * might come and one about another that nobody answered, and that somebody was reminded of it.
 */
async function pointAt({ sessionId, circleId, people: [mara, ilya] }: TestSession): Promise<void> {
  const { organisationId } = mara;
  const guests = await makePeople(app.database, ['Wren', 'Ivo'], organisationId);
  await app.database.asMaintenance(async (tx) => {
    await sql`INSERT INTO commitment (organisation_id, id, circle_id, owner_id, session_id, experiment)
      VALUES (${organisationId}, ${randomUUID()}, ${circleId}, ${mara.personId}, ${sessionId}, 'I count to three')`.execute(
      tx,
    );
    for (const [index, guest] of guests.entries()) {
      const [visit, came] = [randomUUID(), index === 0];
      await sql`INSERT INTO visit (organisation_id, id, circle_id, guest_id, session_id, agreed_at)
        VALUES (${organisationId}, ${visit}, ${circleId}, ${guest.personId}, ${came ? sessionId : null},
          ${came ? new Date() : null})`.execute(tx);
      await sql`INSERT INTO circle_decision (organisation_id, id, circle_id, kind, words, proposed_by, settled_at, ended_at)
        VALUES (${organisationId}, ${randomUUID()}, ${circleId}, 'visit', ${JSON.stringify({ visit, session: sessionId })},
          ${mara.personId}, ${came ? new Date() : null}, ${came ? new Date() : null})`.execute(tx);
    }
    const letter = randomUUID();
    await sql`INSERT INTO nudge_letter (organisation_id, id, person_id, reserved_at)
      VALUES (${organisationId}, ${letter}, ${ilya.personId}, now())`.execute(tx);
    await sql`INSERT INTO nudge (organisation_id, person_id, kind, key, letter_id)
      VALUES (${organisationId}, ${ilya.personId}, 'session-tomorrow', ${`${sessionId}:1790000000`}, ${letter})`.execute(
      tx,
    );
  });
}

const pointing = { cards: 1, visits: 1, questions: 2, reminders: 1 };
const nothingPoints = { cards: 0, visits: 0, questions: 0, reminders: 0 };

/** A stream of this person, on this node unless another hub is given. */
async function watch(session: TestSession, person: TestSession['people'][number], hub = app.hub) {
  const seen: string[] = [];
  const leave = await hub.subscribe({
    member: await session.member(person),
    signInId: randomUUID(),
    send: ({ view }) => seen.push(JSON.parse(view).session.status),
    close: () => undefined,
  });
  return { seen, leave };
}

test('a session that was forgotten in mid-run ends by itself, records its turns, and tells who still watches', async () => {
  const session = await openTestSession(app);
  await startSession(session);
  await backdate(session, '2 days');
  const { seen, leave } = await watch(session, session.people[0]);
  expect(seen).toEqual(['running']);
  await expireSessions(app);
  expect(seen.at(-1)).toBe('expired');
  const { row, turns, events } = await left(session);
  expect(row.status).toBe('expired');
  expect(row.expires_at).toBeNull();
  expect(turns).toBeGreaterThan(0);
  await expireSessions(app);
  expect((await left(session)).events).toBe(events);
  leave();
});

test('a room that was opened and never started is called off, without turns', async () => {
  const session = await openTestSession(app);
  await backdate(session, '3 hours');
  await expireSessions(app);
  const { row, turns } = await left(session);
  expect([row.status, turns]).toEqual(['expired', 0]);
});

test('a session that still runs is left alone', async () => {
  const session = await openTestSession(app);
  await startSession(session);
  await expireSessions(app);
  expect((await left(session)).row.status).toBe('running');
});

test('a discard that nobody answers is settled after seven days, on this node and on others', async () => {
  const session = await openTestSession(app);
  await startSession(session);
  const [mara, ilya] = session.people;
  await must(
    session.act(mara, {
      type: 'write',
      wordsId: randomUUID(),
      body: { kind: 'strength', text: 'Listens to the end' },
      subject: ilya.personId,
    }),
  );
  await must(session.act(mara, { type: 'close' }));
  await pointAt(session);
  await must(session.act(mara, { type: 'propose-discard' }));
  await settleDiscards(app);
  const closed = await left(session);
  expect(closed.row.status).toBe('closed');
  expect(closed).toMatchObject(pointing);
  await backdate(session, '7 days');
  const here = await watch(session, mara);
  const otherNode = createHub(app.database);
  const there = await watch(session, ilya, otherNode);
  const { turns } = await left(session);
  await settleDiscards(app);
  expect(here.seen).toEqual(['closed', 'discarded']);
  await otherNode.refresh(`${mara.organisationId}:${session.sessionId}`);
  expect(there.seen).toEqual(['closed', 'discarded']);
  const after = await left(session);
  expect(after).toMatchObject({ turns, events: 0, words: 0, members: 0, drafts: 0, receipts: 0 });
  expect(after).toMatchObject(nothingPoints);
  expect(after.row).toMatchObject({ status: 'discarded', playbook_text: null, created_by: null });
  await settleDiscards(app);
  here.leave();
  there.leave();
});

test('the last to agree empties the session while others watch it', async () => {
  const session = await openTestSession(app, { size: 3 });
  await startSession(session);
  await must(session.act(session.people[0], { type: 'close' }));
  const { seen, leave } = await watch(session, session.people[0]);
  await must(session.act(session.people[0], { type: 'propose-discard' }));
  const { turns } = await left(session);
  await pointAt(session);
  for (const person of session.people.slice(1)) await must(session.act(person, { type: 'agree-discard' }));
  expect(seen.at(-1)).toBe('discarded');
  expect(await left(session)).toMatchObject({ turns, events: 0, words: 0, members: 0, ...nothingPoints });
  // The card stays its owner's, and the question that nobody can answer any more is off the table.
  await asMember(app.database, session.people[0], session.circleId, async (tx, member) => {
    const { rows } = await sql`SELECT 1 FROM commitment WHERE circle_id = ${session.circleId}`.execute(tx);
    expect(rows).toHaveLength(1);
    expect((await readDecisions(tx, member, { now: app.clock.now(), timeZone: 'UTC' })).open).toBeUndefined();
  });
  expect(turns).toBeGreaterThan(0);
  leave();
});

test('what nobody sent stays while a session runs and for a day after its end, also what came later, and then goes', async () => {
  const session = await openTestSession(app);
  await startSession(session);
  const [mara] = session.people;
  const member = await session.member(mara);
  const type = (field: string) =>
    app.database.asPerson(mara, (_, client) => keepDraft(client, member, { field, body: 'half a sentence' }));
  const age = (text: string) =>
    sql`UPDATE session_draft SET updated_at = updated_at - interval '25 hours' WHERE session_id = ${session.sessionId}
      AND field = ${text}`;
  const drafts = async () => {
    await forgetDrafts(app);
    return (await left(session)).drafts;
  };
  await type('one');
  await app.database.asMaintenance((tx) => age('one').execute(tx));
  expect(await drafts()).toBe(1);
  await must(session.act(mara, { type: 'close' }));
  expect(await drafts()).toBe(1);
  await app.database.asMaintenance((tx) =>
    sql`UPDATE session SET ended_at = ended_at - interval '25 hours' WHERE id = ${session.sessionId}`.execute(
      tx,
    ),
  );
  await type('late');
  expect(await drafts()).toBe(1);
  await app.database.asMaintenance((tx) => age('late').execute(tx));
  expect(await drafts()).toBe(0);
});
