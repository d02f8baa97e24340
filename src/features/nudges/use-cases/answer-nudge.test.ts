import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { giveOutcome } from '#features/commitments/use-cases/give-outcome.ts';
import { asMember } from '../../../../tests/support/circle.ts';
import { experiment, tokenIn, useNudges } from '../../../../tests/support/nudges.ts';
import { usePages } from '../../../../tests/support/pages.ts';
import { forgetNudges } from '../jobs.ts';
import { answerNudge, lookAtNudge } from './answer-nudge.ts';
import { lookAtStop, stopMails } from './stop-mails.ts';

const { app, run, arrange, putCard, at, mailsTo, subjects } = useNudges();
const pages = usePages(app);
const minute = 60_000;

const outcomeOf = async (id: string) =>
  app.database.asMaintenance((tx) =>
    tx.selectFrom('commitment').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );

test('one press in the mail’s page says how it went; the link then answers no more, for anybody', async () => {
  const reader = await arrange('Europe/London');
  // A link answers for two weeks by the database's own clock, whenever this runs.
  const moment = at('2099-02-04T11:00', 'Europe/London');
  const id = await putCard(reader, moment);
  await run(moment + 60 * minute);
  const token = tokenIn(mailsTo(reader)[0], 'answer');
  for (let look = 0; look < 3; look++)
    expect(await lookAtNudge(app, token)).toEqual({
      state: 'open',
      words: experiment,
      context: 'Planning',
      board: `/circles/${reader.circleId}/board`,
    });
  expect((await outcomeOf(id)).outcome).toBeNull();
  const long = { token, say: 'learned' as const, note: 'x'.repeat(601) };
  expect(await answerNudge(app, long)).toEqual({ ok: false, reason: 'note-too-long' });
  const twice = await Promise.all(
    [1, 2].map(() => answerNudge(app, { token, say: 'learned', note: 'A pause helps.' })),
  );
  expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await outcomeOf(id)).outcome).toBe('learned');
  expect(await lookAtNudge(app, token)).toEqual({ state: 'spent' });
  expect(await answerNudge(app, { token, say: 'attempted', note: '' })).toEqual({
    ok: false,
    reason: 'spent',
  });
});

test('a link answers no more once its card is settled or its two weeks are over, and a made-up one never did', async () => {
  const reader = await arrange('Europe/London');
  const moment = at('2099-02-05T11:00', 'Europe/London');
  const id = await putCard(reader, moment);
  await run(moment + 60 * minute);
  const token = tokenIn(mailsTo(reader)[0], 'answer');
  const expire = (days: number) =>
    app.database.asMaintenance((tx) =>
      tx
        .updateTable('nudge_answer')
        .set({ expires_at: sql<Date>`now() + ${days} * interval '1 day'` })
        .where('commitment_id', '=', id)
        .execute(),
    );
  await expire(-1);
  expect(await lookAtNudge(app, token)).toEqual({ state: 'expired' });
  expect(await answerNudge(app, { token, say: 'learned', note: '' })).toEqual({ ok: false, reason: 'spent' });
  await expire(1);
  expect(await answerNudge(app, { token, say: 'not-yet', note: '' })).toEqual({ ok: true });
  expect(await outcomeOf(id)).toMatchObject({ outcome: null, carried_over: 1 });

  const other = await arrange('Europe/London');
  const theirs = await putCard(other, moment);
  await run(moment + 60 * minute);
  const link = tokenIn(mailsTo(other)[0], 'answer');
  await asMember(app.database, other, other.circleId, (tx, member) =>
    giveOutcome(tx, member, { id: theirs, outcome: 'let go', note: '' }),
  );
  expect(await lookAtNudge(app, link)).toEqual({ state: 'spent' });
  expect(await answerNudge(app, { token: link, say: 'learned', note: '' })).toEqual({
    ok: false,
    reason: 'spent',
  });
  expect((await outcomeOf(theirs)).outcome).toBe('let go');
  expect(await lookAtNudge(app, 'x'.repeat(43))).toBeUndefined();
});

test('the mail’s own link stops the mails that would come after it, and them alone', async () => {
  const reader = await arrange('Europe/London');
  const moment = at('2099-02-09T11:00', 'Europe/London');
  await putCard(reader, moment);
  await run(moment - 60 * minute);
  const token = tokenIn(mailsTo(reader)[0], 'stop');
  const look = () => app.database.asNobody((tx) => lookAtStop(tx, token));
  expect(await look()).toEqual({ stopped: false });
  await run(moment - 50 * minute);
  expect(await look()).toEqual({ stopped: false });
  expect(await app.database.asNobody((tx) => stopMails(tx, token))).toBe(true);
  expect(await app.database.asNobody((tx) => stopMails(tx, token))).toBe(true);
  expect(await look()).toEqual({ stopped: true });
  expect(await app.database.asNobody((tx) => stopMails(tx, 'x'.repeat(43)))).toBe(false);
  await run(moment + 60 * minute);
  expect(subjects(reader)).toHaveLength(1);
});

test('a link to stop works as long as the manual says, two years, and no longer', async () => {
  const reader = await arrange('Europe/London');
  const moment = at('2099-02-09T11:00', 'Europe/London');
  await putCard(reader, moment);
  await run(moment - 60 * minute);
  const token = tokenIn(mailsTo(reader)[0], 'stop');
  const look = () => app.database.asNobody((tx) => lookAtStop(tx, token));
  app.time = new Date('2101-02-08T12:00:00Z');
  await forgetNudges(app);
  expect(await look()).toEqual({ stopped: false });
  app.time = new Date('2101-02-10T12:00:00Z');
  await forgetNudges(app);
  expect(await look()).toBeUndefined();
  expect(readFileSync('docs/operations.md', 'utf8')).toMatch(/the one to stop works for two years/);
});

test('however many press from one address, as a mail provider does, each link stops its mails, and one that nobody made stops none', async () => {
  const reader = await arrange('Europe/London');
  const moment = at('2099-03-09T11:00', 'Europe/London');
  await putCard(reader, moment);
  await run(moment - 60 * minute);
  const token = tokenIn(mailsTo(reader)[0], 'stop');
  const press = async (one: string) => {
    const body = { 'List-Unsubscribe': 'One-Click' };
    return (await pages.visitor().post(`/nudges/stop/${one}`, body)).status;
  };
  expect(await press('y'.repeat(43))).toBe(404);
  const answers = await Promise.all(Array.from({ length: 65 }, () => press(token)));
  expect(new Set(answers)).toEqual(new Set([200]));
  expect(await app.database.asNobody((tx) => lookAtStop(tx, token))).toEqual({ stopped: true });
});
