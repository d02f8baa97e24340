import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { askForConsent } from '#features/agreements/jobs.ts';
import { changeProposal } from '#features/agreements/use-cases/change-proposal.ts';
import { proposeVersion } from '#features/agreements/use-cases/propose-version.ts';
import { readToday } from '#features/sessions/use-cases/read-today.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, consentAll, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { settlePartings, tellOfParting } from './jobs.ts';
import { membersOf } from './use-cases/list-members.ts';
import { agreeToParting, endParting, proposeParting } from './use-cases/part-with-member.ts';
import { readCirclePage } from './use-cases/read-circle-page.ts';

const app = useApp();
const withMail = () => ({ ...app, config: { ...app.config, SMTP_URL: 'smtp://127.0.0.1:1' } });

async function asAdmin<T>(text: string, values: unknown[] = []): Promise<T[]> {
  const admin = new Client({ connectionString: app.database.superuserUrl });
  await admin.connect();
  const { rows } = await admin.query(text, values);
  await admin.end();
  return rows as T[];
}

async function circleOfThree() {
  const people = (await makePeople(app.database, ['Ana Reed', 'Ben Hale', 'Cleo Marsh'])) as [
    Actor,
    Actor,
    Actor,
  ];
  for (const [index, { organisationId, personId }] of people.entries())
    await asAdmin('INSERT INTO person_contact (organisation_id, person_id, email) VALUES ($1, $2, $3)', [
      organisationId,
      personId,
      `${index}@example.org`,
    ]);
  return { people, ...(await makeCircle(app.database, people)) };
}

async function propose(by: Actor, circleId: string, about: Actor): Promise<string> {
  return asMember(app.database, by, circleId, async (tx, member) => {
    expect(await proposeParting(tx, member, about.personId)).toEqual({ ok: true });
    return (await readCirclePage(tx, member)).parting?.id ?? '';
  });
}

const age = (days: number) =>
  asAdmin(`UPDATE parting SET proposed_at = now() - $1 * interval '1 day'`, [days]);
const mails = (organisationId: string) =>
  asAdmin<{ to_address: string; subject: string; text_body: string }>(
    'SELECT to_address, subject, text_body FROM mail WHERE organisation_id = $1 ORDER BY to_address',
    [organisationId],
  );
const namesIn = async (actor: Actor, circleId: string) =>
  (await asMember(app.database, actor, circleId, membersOf)).map(({ name }) => name);

test('a week after it was proposed, a parting on which all the others agree takes effect by itself, and says so', async () => {
  const { people, circleId } = await circleOfThree();
  const [ana, ben, cleo] = people;
  const id = await propose(ana, circleId, cleo);
  await asMember(app.database, ben, circleId, (tx, member) => agreeToParting(tx, member, id));
  await age(6.9);
  await settlePartings(app);
  expect(await namesIn(ana, circleId)).toEqual(['Ana Reed', 'Ben Hale', 'Cleo Marsh']);
  await age(7.1);
  await settlePartings(app);
  await settlePartings(app);
  expect(await namesIn(ana, circleId)).toEqual(['Ana Reed', 'Ben Hale']);
  const day = await app.database.asPerson(cleo, (tx) => readToday(tx, cleo));
  expect(day.notices).toMatchObject([{ kind: 'parted', circle: 'The Thursday five' }]);
  expect((await app.database.asPerson(ben, (tx) => readToday(tx, ben))).notices).toEqual([]);
});

test('a parting that somebody else has not agreed to, or has ended, never takes effect', async () => {
  const { people, circleId } = await circleOfThree();
  const [ana, ben, cleo] = people;
  const id = await propose(ana, circleId, cleo);
  await age(30);
  await settlePartings(app);
  expect(await namesIn(ben, circleId)).toHaveLength(3);
  await asMember(app.database, ben, circleId, (tx, member) => endParting(tx, member, id));
  await settlePartings(app);
  expect(await namesIn(ben, circleId)).toHaveLength(3);
});

test('the program’s own role cannot settle a parting past the others', async () => {
  const { people, circleId } = await circleOfThree();
  const [ana, , cleo] = people;
  const id = await propose(ana, circleId, cleo);
  await expect(
    app.database.asPerson(ana, async (_, client) =>
      client.query('SELECT settle_parting($1, $2)', [ana.organisationId, id]),
    ),
  ).rejects.toThrow('permission denied');
});

test('everyone who is asked about a parting gets a mail without a word of it, where mails can be sent', async () => {
  const { people, circleId } = await circleOfThree();
  const [ana, , cleo] = people;
  const payload = { organisationId: ana.organisationId, partingId: await propose(ana, circleId, cleo) };
  await tellOfParting(app, payload);
  expect(await mails(ana.organisationId)).toEqual([]);
  await tellOfParting(withMail(), payload);
  const sent = await mails(ana.organisationId);
  expect(sent.map(({ to_address }) => to_address)).toEqual(['1@example.org', '2@example.org']);
  for (const { subject, text_body } of sent) {
    expect(`${subject} ${text_body}`).not.toMatch(/part|Cleo Marsh suggests|Ana/iu);
    expect(text_body).toContain(`/circles/${circleId}`);
  }
});

test('a changed agreement asks by mail who has not consented, once, after the words have rested', async () => {
  const { people, circleId } = await circleOfThree();
  const [ana, ben] = people;
  const payload = { organisationId: ana.organisationId, circleId };
  await askForConsent(withMail(), payload);
  expect(await mails(ana.organisationId)).toEqual([]);
  await consentAll(app.database, people, circleId);
  await asMember(app.database, ana, circleId, async (tx, member) => {
    await proposeVersion(tx, member);
    for (const title of ['One wording', 'A kinder wording'])
      await changeProposal(tx, member, { version: 2, kind: 'added', id: randomUUID(), title, body: title });
  });
  const jobs = await asAdmin<{ waits: boolean }>(
    `SELECT run_at > now() + interval '20 minutes' AS waits FROM graphile_worker.jobs
     WHERE key = $1`,
    [`consent:${circleId}`],
  );
  expect(jobs).toEqual([{ waits: true }]);
  await consentAll(app.database, [ana], circleId);
  await askForConsent(withMail(), payload);
  const sent = await mails(ana.organisationId);
  expect(sent.map(({ to_address }) => to_address)).toEqual(['1@example.org', '2@example.org']);
  expect(JSON.stringify(sent)).not.toContain('wording');
  const day = await app.database.asPerson(ben, (tx) => readToday(tx, ben));
  expect(day.waiting.map(({ kind }) => kind)).toEqual(['consent']);
});
