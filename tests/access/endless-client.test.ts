import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mostCommands } from '#core/session/command-share.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../support/app.ts';
import { openTestSession, startSession, type TestSession } from '../support/session.ts';
import { ask } from './knock.ts';
import { type BuiltApp, serveBuilt } from './serve-built.ts';
import { signIn } from './sign-in.ts';

/** A member whose page was changed so that it sends for ever, and one who only wants to go on. */
const app = useApp();
let built: BuiltApp;
let admin: Client;
let session: TestSession;
const cookies = new Map<Actor, string>();

beforeAll(async () => {
  admin = new Client({ connectionString: app.database.superuserUrl });
  await admin.connect();
  session = await openTestSession(app, { size: 2 });
  await startSession(session);
  for (const person of session.people) cookies.set(person, await signIn(app, person));
  built = await serveBuilt(app.database);
});
afterAll(async () => {
  await built.stop();
  await admin.end();
});

/** What each act is answered, by its refusal; `ok` where it was taken up. */
async function answers(who: Actor, acts: object[]): Promise<string[]> {
  const commands = acts.map((act) => ({ id: randomUUID(), act }));
  const { status, body } = await ask(`${built.origin}/sessions/${session.sessionId}/commands`, {
    method: 'POST',
    cookie: cookies.get(who) ?? '',
    type: 'application/json',
    body: JSON.stringify({ commands }),
  });
  expect(status, body).toBe(200);
  const { results } = JSON.parse(body) as { results: { refusal?: string; most?: number }[] };
  for (const { refusal, most } of results) if (refusal === 'enough-sent') expect(most).toBe(mostCommands);
  return results.map(({ refusal }) => refusal ?? 'ok');
}

async function rowsOf(): Promise<unknown> {
  const { rows } = await admin.query(
    `SELECT (SELECT count(*) FROM session_event WHERE session_id = $1) AS facts,
       (SELECT count(*) FROM session_command WHERE session_id = $1) AS receipts,
       (SELECT jsonb_agg(to_jsonb(w) ORDER BY w.id) FROM session_words w WHERE session_id = $1) AS words,
       (SELECT to_jsonb(s) FROM session s WHERE id = $1) AS session`,
    [session.sessionId],
  );
  return rows[0];
}

test('no client sends for ever: past their part somebody goes, ends and takes back, and the others go on', async () => {
  const [ida, ugo] = session.people;
  // Of what she may send three are left.
  await admin.query(
    `INSERT INTO session_command (organisation_id, session_id, command_id, person_id, seq)
     SELECT organisation_id, session_id, gen_random_uuid(), person_id, 0
     FROM session_member, generate_series(1, $3::integer - 3 -
       (SELECT count(*)::integer FROM session_command WHERE session_id = $1 AND person_id = $2))
     WHERE session_id = $1 AND person_id = $2`,
    [session.sessionId, ida.personId, mostCommands],
  );
  const wordsId = randomUUID();
  const text = { kind: 'artefact', artefact: 'text', text: 'A page' };
  const write = (id: string) => ({ type: 'write', wordsId: id, body: text });
  const last = [{ type: 'extend', seconds: 60 }, write(wordsId), { type: 'pause' }];
  expect(await answers(ida, last)).toEqual(['ok', 'ok', 'ok']);
  const before = await rowsOf();
  const more = [
    write(randomUUID()),
    { type: 'rewrite', wordsId, body: text },
    { type: 'hand-device', to: ugo.personId },
    { type: 'join' },
  ];
  expect(await answers(ida, more)).toEqual(more.map(() => 'enough-sent'));
  expect(await rowsOf()).toEqual(before);
  expect(await answers(ida, [{ type: 'resume' }, { type: 'remove', wordsId }])).toEqual(['ok', 'ok']);
  expect(await answers(ugo, [{ type: 'extend', seconds: 60 }])).toEqual(['ok']);
  const around = [{ type: 'pass' }, { type: 'leave' }, { type: 'join' }];
  expect(await answers(ida, around)).toEqual(['enough-sent', 'ok', 'enough-sent']);
  expect(await answers(ugo, [write(randomUUID()), { type: 'close' }])).toEqual(['ok', 'ok']);
});
