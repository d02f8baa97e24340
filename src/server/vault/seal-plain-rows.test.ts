import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { readBoard } from '#features/commitments/use-cases/read-board.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember } from '../../../tests/support/circle.ts';
import { openTestSession, startSession } from '../../../tests/support/session.ts';
import { sealPlainRows } from './seal-plain-rows.ts';

const app = useApp();

test('what was written before there were keys is read as it is, and sealed by and by without a change', async () => {
  const session = await openTestSession(app, { size: 2 });
  await startSession(session);
  const [mara, ilya] = session.people;
  const { organisationId: organisation } = mara;
  const card = randomUUID();
  await app.database.asMaintenance(async (_tx, client) => {
    await client.query(
      `INSERT INTO commitment (organisation_id, id, circle_id, owner_id, experiment, context) VALUES ($1, $2, $3, $4, 'plain card', 'plain context')`,
      [organisation, card, session.circleId, mara.personId],
    );
    await client.query(
      `INSERT INTO sighting (organisation_id, id, commitment_id, circle_id, author_id, text)
       SELECT $1, gen_random_uuid(), $2, $3, $4, 'plain sighting ' || n FROM generate_series(1, 450) n`,
      [organisation, card, session.circleId, ilya.personId],
    );
    await client.query(
      `INSERT INTO session_words (organisation_id, id, session_id, step, kind, author_id, subject_id, audience, body, created_at, released_at)
       VALUES ($1, gen_random_uuid(), $2, 0, 'suggestion', $3, $4, 'session', '{"kind":"suggestion","text":"plain advice","reworded":"plain answer","picked":true}', now(), now())`,
      [organisation, session.sessionId, ilya.personId, mara.personId],
    );
    await client.query(
      `INSERT INTO session_draft (organisation_id, session_id, author_id, field, body) VALUES ($1, $2, $3, 'a', '{"text":"plain draft"}')`,
      [organisation, session.sessionId, mara.personId],
    );
  });
  const look = async () => ({
    board: await asMember(app.database, mara, session.circleId, (tx, member) => readBoard(tx, member)),
    words: JSON.stringify(await session.view(mara)).match(/plain \w+/g),
  });
  const before = await look();
  expect(JSON.stringify(before)).toContain('plain card');
  await sealPlainRows(app);
  expect((await look()).board).toEqual(before.board);
  expect((await look()).words).toEqual(before.words);
  for (const table of ['commitment', 'sighting', 'session_words', 'session_draft']) {
    const { rows } = await app.database.asMaintenance((_tx, client) =>
      client.query<{ t: string }>(`SELECT t::text AS t FROM ${table} t`),
    );
    expect(rows.length, table).toBeGreaterThan(0);
    expect(
      rows.filter(({ t }) => t.includes('plain')),
      table,
    ).toEqual([]);
  }
});
