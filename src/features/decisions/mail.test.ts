import { sql } from 'kysely';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { tellOfSeatJob } from '#features/circles/jobs.ts';
import { answerJoinRequest } from '#features/circles/use-cases/answer-request.ts';
import { openRequests } from '#features/circles/use-cases/list-requests.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { tellOfDecision, tellOfRequest } from './jobs.ts';
import { agree, propose, withdraw } from './use-cases/decide-together.ts';
import { askToJoinOpen, proposeOpening } from './use-cases/open-circle.ts';
import { readDecisions } from './use-cases/read-decisions.ts';
import { proposeSplit, readSplits } from './use-cases/split-circle.ts';

const app = useApp();
const withMail = () => ({ ...app, config: { ...app.config, SMTP_URL: 'smtp://127.0.0.1:1' } });
const at = { now: new Date('2026-11-21T10:00:00Z'), timeZone: 'Europe/London' };

async function threeAndOneOutside() {
  const people = await makePeople(app.database, ['Ana Reed', 'Ben Hale', 'Cleo Marsh', 'Olga Far']);
  const [ana, ben, cleo, olga] = people as [Actor, Actor, Actor, Actor];
  await app.database.asMaintenance(async (tx) => {
    for (const [index, { organisationId, personId }] of people.entries())
      await sql`INSERT INTO person_contact (organisation_id, person_id, email)
        VALUES (${organisationId}, ${personId}, ${`${index}@example.org`})`.execute(tx);
  });
  return { ana, ben, cleo, olga, ...(await makeCircle(app.database, [ana, ben, cleo])) };
}

const mails = (organisationId: string) =>
  app.database.asMaintenance((tx) =>
    tx
      .selectFrom('mail')
      .select(['to_address', 'subject', 'text_body'])
      .where('organisation_id', '=', organisationId)
      .orderBy('to_address')
      .execute(),
  );

const openQuestion = (who: Actor, circleId: string) =>
  asMember(app.database, who, circleId, async (tx, member) => (await readDecisions(tx, member, at)).open?.id);

test('whoever a question of their circle waits for gets a mail that says no word of it, and nobody once it is taken back', async () => {
  const { ana, ben, cleo, circleId } = await threeAndOneOutside();
  const { organisationId } = ana;
  await asMember(app.database, ana, circleId, (tx, member) =>
    propose(tx, member, {
      kind: 'cycle',
      outcome: 'Everyone speaks in the review.',
      criteria: ['Two reviews running'],
      sessions: 6,
    }),
  );
  const decisionId = (await openQuestion(ana, circleId)) ?? '';
  await asMember(app.database, ben, circleId, (tx, member) => agree(tx, member, decisionId));
  await tellOfDecision(app, { organisationId, decisionId });
  expect(await mails(organisationId)).toEqual([]);
  await tellOfDecision(withMail(), { organisationId, decisionId });
  const sent = await mails(organisationId);
  expect(sent.map(({ to_address }) => to_address)).toEqual(['2@example.org']);
  expect(sent[0]?.text_body).toContain(`/circles/${circleId}`);
  expect(JSON.stringify(sent)).not.toMatch(/review|cycle|Ana|Ben/);
  await asMember(app.database, cleo, circleId, (tx, member) => withdraw(tx, member, decisionId));
  await tellOfDecision(withMail(), { organisationId, decisionId });
  expect(await mails(organisationId)).toHaveLength(1);
});

test('all members hear by mail that somebody asks to join, without a word of who or why, until one has answered', async () => {
  const { ana, ben, cleo, olga, circleId } = await threeAndOneOutside();
  const payload = { organisationId: ana.organisationId, circleId };
  await tellOfRequest(withMail(), payload);
  expect(await mails(ana.organisationId)).toEqual([]);
  await asMember(app.database, ana, circleId, (tx, member) =>
    proposeOpening(tx, member, { rhythm: 'Every Thursday', languages: ['en'] }),
  );
  const opening = (await openQuestion(ana, circleId)) ?? '';
  for (const who of [ben, cleo])
    await asMember(app.database, who, circleId, (tx, member) => agree(tx, member, opening));
  const asked = await app.database.asPerson(olga, (tx) =>
    askToJoinOpen(tx, olga, { circle: circleId, sentence: 'I talk too much in reviews.' }),
  );
  expect(asked).toEqual({ ok: true });
  await tellOfRequest(withMail(), payload);
  const sent = await mails(ana.organisationId);
  expect(sent.map(({ to_address }) => to_address)).toEqual([
    '0@example.org',
    '1@example.org',
    '2@example.org',
  ]);
  expect(JSON.stringify(sent)).not.toMatch(/Olga|talk/);
});

/** Does what was asked of the queue, oldest first, as a program with mails would. */
async function tellOfSeats(organisationId: string): Promise<void> {
  const queue = new Client({ connectionString: app.database.superuserUrl });
  await queue.connect();
  const { rows } = await queue.query(
    `SELECT payload FROM graphile_worker._private_jobs WHERE key LIKE 'tell-of-seat:%'
      AND payload ->> 'organisationId' = $1 ORDER BY id`,
    [organisationId],
  );
  await queue.query(`DELETE FROM graphile_worker._private_jobs WHERE key LIKE 'tell-of-seat:%'`);
  await queue.end();
  for (const { payload } of rows) await tellOfSeatJob(withMail(), payload);
}

test('whoever is let in, and everybody whose circle became two but who agreed last, hears by mail where they sit now', async () => {
  const { ana, ben, cleo, olga, circleId } = await threeAndOneOutside();
  const { organisationId } = ana;
  const agreeAll = async (who: Actor[]) => {
    const id = (await openQuestion(ana, circleId)) ?? '';
    for (const each of who)
      await asMember(app.database, each, circleId, (tx, member) => agree(tx, member, id));
  };
  await asMember(app.database, ana, circleId, (tx, member) =>
    proposeOpening(tx, member, { rhythm: 'Every Thursday', languages: ['en'] }),
  );
  await agreeAll([ben, cleo]);
  await app.database.asPerson(olga, (tx) =>
    askToJoinOpen(tx, olga, { circle: circleId, sentence: 'Please.' }),
  );
  const [request] = await asMember(app.database, ben, circleId, openRequests);
  const answer = { requestId: request?.id ?? '', accept: true };
  await asMember(app.database, ben, circleId, (tx, member) => answerJoinRequest(tx, member, answer));
  await tellOfSeats(organisationId);
  const [letIn, ...more] = await mails(organisationId);
  expect(more).toEqual([]);
  expect(letIn).toMatchObject({ to_address: '3@example.org' });
  expect(letIn?.text_body).toContain(`/circles/${circleId}/agreement`);
  expect(letIn?.text_body).not.toMatch(/Ana|Ben|Cleo/);

  const [way] = (await asMember(app.database, ana, circleId, readSplits)).ways;
  const first = way?.circles[0] ?? [];
  expect(
    await asMember(app.database, ana, circleId, (tx, member) =>
      proposeSplit(tx, member, { first, names: ['Early birds', 'Late birds'] }),
    ),
  ).toEqual({ ok: true });
  await agreeAll([ben, cleo, olga]);
  await tellOfSeats(organisationId);
  const sent = (await mails(organisationId)).filter(({ subject }) => subject.includes('became two'));
  expect(sent.map(({ to_address }) => to_address)).toEqual([
    '0@example.org',
    '1@example.org',
    '2@example.org',
  ]);
  const sitsFirst = first.includes(ben.personId);
  expect(sent[1]?.text_body).toContain(sitsFirst ? 'you sit in Early birds' : 'you sit in Late birds');
});
