import { expect, test } from 'vitest';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { roundsOn } from '../../../tests/support/round.ts';
import { callRoundOff } from './use-cases/change-round.ts';
import { keepRounds } from './use-cases/keep-rounds.ts';
import { mailNotices } from './use-cases/mail-notices.ts';
import { repairRound } from './use-cases/repair-round.ts';

const app = useApp();
const rounds = roundsOn(app);
const withMail = { ...app, config: { ...app.config, SMTP_URL: 'smtp://127.0.0.1:1' } };

const send = ({ organisationId }: Actor, about: string) => mailNotices(withMail, { organisationId, about });
const subjects = async (person: Actor) => (await rounds.mailsTo(person)).map(({ subject }) => subject);

test('an invitation and a reminder go by mail, each once, and only where mails can be sent', async () => {
  const { roundId, people, ana } = await rounds.open({}, { count: 3, joining: 1 });
  const [, ben, cleo] = people as [Actor, Actor, Actor];
  await mailNotices(app, { organisationId: ana.organisationId, about: roundId });
  expect(await subjects(ben)).toEqual([]);
  await send(ana, roundId);
  await send(ana, roundId);
  expect(await subjects(ana)).toEqual([]);
  expect(await subjects(ben)).toEqual(['Would you like to be in Spring circles?']);
  await rounds.join(cleo, roundId, false);
  await rounds.age(roundId, 9.75 * 24);
  await keepRounds(app);
  await send(ana, roundId);
  expect(await subjects(ben)).toEqual([
    'Would you like to be in Spring circles?',
    'Spring circles closes soon',
  ]);
  expect(await subjects(cleo)).toHaveLength(1);
  const [, reminder] = await rounds.mailsTo(ben);
  expect(reminder?.text).toContain(`/rounds/${roundId}\n`);
  expect(reminder?.text).toContain('only reminder');
});

test('whoever has looked meanwhile gets no mail', async () => {
  const { roundId, people, ana } = await rounds.open({}, { count: 2, joining: 2 });
  await send(ana, roundId);
  expect(await subjects(people[1] as Actor)).toEqual([]);
});

test('a circle that is ready goes by mail with who, why, and the hours on the reader’s own clock', async () => {
  const { roundId, people, ana } = await rounds.open({ size: 2 }, { count: 2 });
  const ben = people[1] as Actor;
  await rounds.asAdmin(`UPDATE person SET time_zone = 'Asia/Tokyo' WHERE id = $1`, [ben.personId]);
  await rounds.asAdmin(`UPDATE person SET time_zone = 'UTC' WHERE id = $1`, [ana.personId]);
  const week = (from: number) =>
    Array.from({ length: 336 }, (_, at) => (at >= from && at < from + 10 ? '1' : '0')).join('');
  // Monday from midnight on in one place, from nine on in the other: the same five hours.
  for (const [{ organisationId, personId }, words] of [
    [ana, week(0)],
    [ben, week(18)],
  ] as const)
    await rounds.asAdmin(
      `INSERT INTO person_profile (organisation_id, person_id, week) VALUES ($1, $2, $3)`,
      [organisationId, personId, words],
    );
  await rounds.publish(ana, roundId);
  await send(ana, roundId);
  const [mail] = await rounds.mailsTo(ben);
  expect(mail?.subject).toBe('Your circle in Spring circles is ready');
  expect(mail?.text).toContain('brings you together with Ana Reed.');
  expect(mail?.text).toContain('There are 5 hours a week when both are free.');
  expect(mail?.text).toContain('Both can speak English.');
  expect(mail?.text).toContain('Neither has been in a circle with the other yet.');
  expect(mail?.text).toMatch(/- Monday,? 09:00 ?– ?14:00\n/u);
  expect(mail?.text).toContain(`/rounds/${roundId}/circle\n`);
  // It goes with whomever it names, the organiser and whoever it is to included.
  expect(new Set(mail?.names)).toEqual(new Set([ana.personId, ben.personId]));
  expect((await rounds.mailsTo(ana))[0]?.text).toMatch(/- Monday,? 00:00 ?– ?05:00\n/u);
});

test('a circle that was drawn anew goes by mail without a name and without a reason, and a founded one leads to its agreement', async () => {
  const { roundId, people, ana } = await rounds.open({ size: 3 }, { count: 3 });
  const [, ben, cleo] = people as [Actor, Actor, Actor];
  await rounds.publish(ana, roundId);
  await send(ana, roundId);
  await rounds.reply(cleo, roundId, false);
  await repairRound(app, { organisationId: ana.organisationId, roundId });
  await send(ana, roundId);
  expect(await subjects(cleo)).toHaveLength(1);
  const [, redrawn] = await rounds.mailsTo(ben);
  expect(redrawn?.subject).toBe('Your circle in Spring circles was drawn anew');
  expect(redrawn?.text).not.toMatch(/Cleo|Ana|declin|silen/iu);
  await rounds.reply(ana, roundId, true);
  const founded = await rounds.reply(ben, roundId, true);
  if (!founded.ok || founded.answer !== 'founded') throw new Error('not founded');
  await send(ana, founded.circleId);
  const last = (await rounds.mailsTo(ana)).at(-1);
  expect(last?.subject).toBe('Your circle has begun: Ana and Ben');
  expect(last?.text).toContain(`/circles/${founded.circleId}/agreement\n`);
});

test('a round that is called off, and one that waits for its organiser, are told by mail', async () => {
  const { roundId, people, ana } = await rounds.open({}, { count: 3, joining: 2 });
  await rounds.age(roundId, 11 * 24);
  await keepRounds(app);
  await send(ana, roundId);
  expect(await subjects(ana)).toEqual(['Answers for Spring circles are closed']);
  await rounds.as(ana, roundId, callRoundOff);
  await send(ana, roundId);
  expect((await subjects(people[1] as Actor)).at(-1)).toBe('Spring circles was called off');
});
