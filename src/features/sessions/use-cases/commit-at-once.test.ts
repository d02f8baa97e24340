import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import type { Card } from '#core/session/command.ts';
import { writeCard } from '#features/commitments/use-cases/write-card.ts';
import { momentOnBoard } from '#features/nudges/store/moments.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../../tests/support/app.ts';
import { asMember } from '../../../../tests/support/circle.ts';
import { must, openTestSession, startSession, type TestSession } from '../../../../tests/support/session.ts';

const app = useApp();
const card: Card = { experiment: 'Ask first', behaviour: '', context: '', criterion: '', dueOn: '' };

/** A running session in its step of commitment cards. */
async function committing(): Promise<{ session: TestSession; ama: Actor }> {
  const session = await openTestSession(app, { size: 3 });
  await startSession(session);
  const [ama] = session.people;
  for (let guard = 0; guard < 30; guard++) {
    const { now } = await session.view(ama);
    if (now?.kind === 'commit') return { session, ama };
    await must(session.act(ama, { type: 'move-on', from: now?.at ?? 0 }));
    for (const person of session.people.slice(1))
      await session.act(person, { type: 'ready', from: now?.at ?? 0 });
  }
  throw new Error('no step of commitment cards came');
}

async function openCards({ personId }: Actor): Promise<string[]> {
  const admin = new Client({ connectionString: app.database.superuserUrl });
  await admin.connect();
  const { rows } = await admin.query('SELECT id FROM commitment WHERE owner_id = $1 AND closed_at IS NULL', [
    personId,
  ]);
  await admin.end();
  return rows.map(({ id }) => id);
}

/** Until somebody waits for a lock that somebody else holds. */
async function untilOneWaits(): Promise<void> {
  const admin = new Client({ connectionString: app.database.superuserUrl });
  await admin.connect();
  for (let guard = 0; guard < 500; guard++) {
    const { rows } = await admin.query(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    if (rows.length > 0) break;
    await new Promise((wake) => setTimeout(wake, 10));
  }
  await admin.end();
}

test('a card sent from a room while one from the board is being put down is refused with a sentence', async () => {
  const { session, ama } = await committing();
  const board = randomUUID();
  let fromRoom: ReturnType<TestSession['act']> | undefined;
  await asMember(app.database, ama, session.circleId, async (tx, member) => {
    expect(await writeCard(tx, member, { id: board, card, now: Date.now() })).toEqual({ ok: true });
    fromRoom = session.act(ama, { type: 'commit', commitmentId: randomUUID(), card });
    await untilOneWaits();
  });
  expect(await fromRoom).toEqual({ ok: false, refusal: 'open-card' });
  expect(await openCards(ama)).toEqual([board]);
  // Nothing of it stays in the room either.
  expect((await session.view(ama)).tool).toMatchObject({ kind: 'commit' });
});

test('of many cards that one person sends at once from board and room, one is put down and the others are refused', async () => {
  const { session, ama } = await committing();
  const answers = await Promise.all(
    [0, 1, 2, 3, 4, 5].map((index) =>
      index % 2 === 0
        ? session.act(ama, { type: 'commit', commitmentId: randomUUID(), card })
        : asMember(app.database, ama, session.circleId, (tx, member) =>
            writeCard(tx, member, { id: randomUUID(), card, now: Date.now() }),
          ),
    ),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  for (const answer of answers)
    if (!answer.ok) expect('refusal' in answer ? answer.refusal : answer.reason).toBe('open-card');
  expect(await openCards(ama)).toHaveLength(1);
});

test('a card put down in a room brings when its meeting is, for its owner alone', async () => {
  const { session, ama } = await committing();
  const commitmentId = randomUUID();
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const moment = { typed: `${day}T09:30`, zone: 'Asia/Kolkata' };
  await must(session.act(ama, { type: 'commit', commitmentId, card, moment }));
  const read = (actor: Actor) => asMember(app.database, actor, session.circleId, momentOnBoard);
  expect(await read(ama)).toEqual(new Date(`${day}T04:00Z`));
  const [, other] = session.people;
  expect(await read(other)).toBeUndefined();
  expect(JSON.stringify(await session.view(other))).not.toContain('09:30');
});
