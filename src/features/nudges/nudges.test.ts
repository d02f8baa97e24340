import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Email } from 'postal-mime';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { instantAt } from '#core/time/wall-clock.ts';
import { giveOutcome } from '#features/commitments/use-cases/give-outcome.ts';
import { addSighting } from '#features/commitments/use-cases/see-in-the-wild.ts';
import { writeCard } from '#features/commitments/use-cases/write-card.ts';
import type { Actor } from '#server/database.ts';
import { openMailer } from '#server/mail.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { type MailServer, openMailServer } from '../../../tests/support/mail-server.ts';
import { saveSettings } from './store/settings.ts';
import { answerNudge, lookAtNudge } from './use-cases/answer-nudge.ts';
import { planLetters } from './use-cases/plan-letters.ts';
import { proposeNudge, takeBackNudge } from './use-cases/propose-nudge.ts';
import { sendLetters } from './use-cases/send-letters.ts';
import { setMoment } from './use-cases/set-moment.ts';
import { lookAtStop, stopMails } from './use-cases/stop-mails.ts';

const app = useApp({ PUBLIC_URL: 'https://rondo.lantern.example' });
const post: MailServer = openMailServer();
const minute = 60_000;

beforeAll(() => {
  app.config.SMTP_URL = post.url();
  app.config.MAIL_FROM = 'Rondo <rondo@lantern.example>';
});
beforeEach(async () => {
  post.reset();
  // Everybody before belongs to another test.
  await app.database.asMaintenance((tx) => tx.deleteFrom('person_contact').execute());
});

/** What the job does, at this moment. */
async function run(at: number): Promise<void> {
  app.time = new Date(at);
  const mailer = openMailer(app.config);
  if (!mailer) throw new Error('no mail server');
  await planLetters(app);
  await sendLetters(app, mailer);
  mailer.close();
}

interface Reader extends Actor {
  email: string;
  circleId: string;
  other: Actor;
}

async function arrange(zone: string): Promise<Reader> {
  const people = (await makePeople(app.database, ['Ama Boateng', 'Ilya Petrov'])) as [Actor, Actor];
  const [ama, other] = people;
  const { circleId } = await makeCircle(app.database, people);
  const email = `ama-${ama.personId.slice(-6)}@lantern.example`;
  await app.database.asMaintenance(async (tx) => {
    await tx.updateTable('person').set({ time_zone: zone }).where('id', '=', ama.personId).execute();
    await tx
      .insertInto('person_contact')
      .values({ organisation_id: ama.organisationId, person_id: ama.personId, email })
      .execute();
  });
  return { ...ama, email, circleId, other };
}

const card = {
  experiment: 'I ask before I explain.',
  behaviour: '',
  context: 'Planning',
  criterion: '',
  dueOn: '',
};

async function putCard(reader: Reader, moment?: number, experiment = card.experiment): Promise<string> {
  const id = randomUUID();
  await asMember(app.database, reader, reader.circleId, async (tx, member) => {
    await writeCard(tx, member, { id, card: { ...card, experiment }, now: Date.now() });
    await setMoment(tx, member, { card: id, at: moment });
  });
  return id;
}

const at = (local: string, zone: string) => instantAt(local, zone) ?? Number.NaN;
const mailsTo = ({ email }: Reader): Email[] => post.to(email);
const subjects = (reader: Reader) => mailsTo(reader).map(({ subject }) => subject);
const tokenIn = (mail: Email | undefined, part: 'answer' | 'stop'): string =>
  new RegExp(`/nudges/${part}/([\\w-]{43})`).exec(mail?.text ?? '')?.[1] ?? '';
const headerOf = (mail: Email | undefined, key: string) =>
  mail?.headers.find((header) => header.key === key)?.value;
const outcomeOf = async (id: string) =>
  app.database.asMaintenance((tx) =>
    tx.selectFrom('commitment').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
  );

test.each([
  ['Europe/Berlin', '2027-03-29', 'forward'],
  ['Europe/Berlin', '2027-11-01', 'back'],
  ['America/New_York', '2027-03-15', 'forward'],
  ['America/New_York', '2027-11-08', 'back'],
])(
  'in %s, on %s after clocks went %s, a meeting at 11:00 is told at 10:00 and asked about at 12:00',
  async (zone, day) => {
    const reader = await arrange(zone);
    await putCard(reader, at(`${day}T11:00`, zone));
    const ten = at(`${day}T10:00`, zone);
    await run(ten - 3 * 86_400_000);
    await run(ten - minute);
    expect(subjects(reader)).toEqual([]);
    await run(ten);
    await run(ten + minute);
    expect(subjects(reader)).toEqual(['What you want to try today at 11:00']);
    await run(at(`${day}T11:59`, zone));
    expect(subjects(reader)).toHaveLength(1);
    await run(at(`${day}T12:00`, zone));
    await run(at(`${day}T13:00`, zone));
    expect(subjects(reader)).toEqual(['What you want to try today at 11:00', 'How did it go?']);
  },
);

test('two people in two zones hear of their meetings each by their own clock, whatever the machine’s is', async () => {
  const [berlin, york] = [await arrange('Europe/Berlin'), await arrange('America/New_York')];
  await putCard(berlin, at('2027-03-30T11:00', 'Europe/Berlin'));
  await putCard(york, at('2027-03-30T11:00', 'America/New_York'));
  await run(at('2027-03-30T10:00', 'Europe/Berlin'));
  expect([subjects(berlin).length, subjects(york).length]).toEqual([1, 0]);
  await run(at('2027-03-30T10:00', 'America/New_York'));
  expect(subjects(york)).toEqual(['What you want to try today at 11:00']);
});

test('a mail holds its reader’s own words and links that do nothing by themselves, and no word of others', async () => {
  const reader = await arrange('Europe/London');
  const moment = at('2027-02-02T11:00', 'Europe/London');
  const id = await putCard(reader, moment, 'I <b>ask</b> & wait.');
  await asMember(app.database, reader.other, reader.circleId, (tx, member) =>
    addSighting(tx, member, { id: randomUUID(), card: id, text: 'canary-of-another' }),
  );
  await run(moment + 60 * minute);
  const [mail] = mailsTo(reader);
  expect(mail?.text).toContain('I <b>ask</b> & wait.');
  expect(mail?.html).toContain('I &lt;b&gt;ask&lt;/b&gt; &amp; wait.');
  expect(JSON.stringify(mail)).not.toMatch(/canary|Ilya/);
  // Nothing that tells anybody that the mail was opened.
  expect(mail?.html).not.toMatch(/<img|<link|url\(|@import|<script/);
  expect(mail?.subject).not.toContain('ask');
  const stop = tokenIn(mail, 'stop');
  expect(stop).not.toBe('');
  expect(headerOf(mail, 'list-unsubscribe')).toBe(`<https://rondo.lantern.example/nudges/stop/${stop}>`);
  expect(headerOf(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  const [letter] = await app.database.asMaintenance((tx) =>
    tx.selectFrom('nudge_letter').selectAll().where('person_id', '=', reader.personId).execute(),
  );
  expect(mail?.messageId).toBe(`<${letter?.id}@lantern.example>`);
  expect(letter?.sent_at).not.toBeNull();
  // Of the tokens only hashes are kept.
  const kept = await app.database.asMaintenance((tx) =>
    sql`SELECT to_jsonb(l)::text, to_jsonb(a)::text FROM nudge_letter l, nudge_answer a`.execute(tx),
  );
  expect(JSON.stringify(kept.rows)).not.toContain(stop);
});

test('one press in the mail’s page says how it went; the link then answers no more, for anybody', async () => {
  const reader = await arrange('Europe/London');
  const moment = at('2027-02-03T11:00', 'Europe/London');
  const id = await putCard(reader, moment);
  await run(moment + 60 * minute);
  const token = tokenIn(mailsTo(reader)[0], 'answer');
  for (let look = 0; look < 3; look++)
    expect(await lookAtNudge(app, token)).toEqual({
      state: 'open',
      words: card.experiment,
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
  const moment = at('2027-02-04T11:00', 'Europe/London');
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
  const moment = at('2027-02-08T11:00', 'Europe/London');
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

test('a mail server that is busy is asked again; one that refuses for good is not; a nudge that is too late is let go', async () => {
  const reader = await arrange('Europe/London');
  const moment = at('2027-02-09T11:00', 'Europe/London');
  await putCard(reader, moment);
  post.answers(451);
  await run(moment - 60 * minute);
  expect(subjects(reader)).toEqual([]);
  await run(moment - 49 * minute);
  expect(subjects(reader)).toEqual(['What you want to try today at 11:00']);

  const refused = await arrange('Europe/London');
  await putCard(refused, moment);
  post.answers(550);
  await run(moment - 40 * minute);
  await run(moment - 20 * minute);
  expect(subjects(refused)).toEqual([]);

  const late = await arrange('Europe/London');
  await putCard(late, moment);
  post.answers(451);
  await run(moment - 15 * minute);
  await run(moment - minute);
  expect(subjects(late)).toEqual([]);
});

test('when the connection breaks after the mail went out, nobody knows, and it is not sent again under any circumstance', async () => {
  const reader = await arrange('Europe/London');
  const moment = at('2027-02-10T11:00', 'Europe/London');
  await putCard(reader, moment);
  post.breaksAfter();
  await run(moment - 60 * minute);
  for (const later of [50, 30, 10]) await run(moment - later * minute);
  expect(subjects(reader)).toEqual(['What you want to try today at 11:00']);
});

test('whoever wants one mail a week gets one, and what was due together is in it', async () => {
  const reader = await arrange('Europe/London');
  await app.database.asPerson(reader, (tx) => saveSettings(tx, reader, { weekly: 1 }));
  const moment = at('2027-02-16T11:00', 'Europe/London');
  await putCard(reader, moment);
  await asMember(app.database, reader.other, reader.circleId, (tx) =>
    proposeNudge(tx, {
      person: reader.personId,
      kind: 'request-waiting',
      key: 'recording:1',
      notBefore: new Date(moment - 120 * minute),
      about: { circleId: reader.circleId, path: `/circles/${reader.circleId}` },
    }),
  );
  await app.database.asPerson(reader, (tx) => saveSettings(tx, reader, { weekly: 1 }));
  await run(moment - 120 * minute);
  for (const later of [60, 0, -60, -600]) await run(moment - later * minute);
  expect(subjects(reader)).toEqual(['What you want to try today at 11:00 · and something else']);
  expect(mailsTo(reader)[0]?.text).toContain('waits for your answer');
});

test('something to answer is told only by somebody of the same circle, once, and not after it was taken back', async () => {
  const reader = await arrange('Europe/London');
  const stranger = await arrange('Europe/London');
  const now = at('2027-02-17T10:00', 'Europe/London');
  const proposal = (key: string) => ({
    ...{ person: reader.personId, kind: 'request-waiting' as const, key, notBefore: new Date(now) },
    about: { circleId: reader.circleId, path: '/circles' },
  });
  const by = (actor: Actor, key: string) =>
    app.database.asPerson(actor, (tx) => proposeNudge(tx, proposal(key)));
  expect(await by(stranger, 'one')).toBe(false);
  expect(await by(reader.other, 'one')).toBe(true);
  await app.database.asPerson(reader.other, (tx) => takeBackNudge(tx, proposal('one')));
  await run(now);
  expect(subjects(reader)).toEqual([]);
  expect(await by(reader.other, 'two')).toBe(true);
  await run(now + minute);
  expect(await by(reader.other, 'two')).toBe(true);
  await run(now + 2 * minute);
  expect(subjects(reader)).toEqual(['Something waits for your answer']);
});

test('nothing goes to whoever pauses, has no address or was made up', async () => {
  const moment = at('2027-02-18T11:00', 'Europe/London');
  const [paused, silent, madeUp] = [
    await arrange('Europe/London'),
    await arrange('Europe/London'),
    await arrange('Europe/London'),
  ];
  for (const reader of [paused, silent, madeUp]) await putCard(reader, moment);
  await app.database.asPerson(paused, (tx) => saveSettings(tx, paused, { pausedUntil: '2027-02-22' }));
  await app.database.asMaintenance(async (tx) => {
    await tx.deleteFrom('person_contact').where('person_id', '=', silent.personId).execute();
    await sql`UPDATE organisation SET demonstration = true WHERE id = ${madeUp.organisationId}`.execute(tx);
  });
  for (const later of [60, 30, -60]) await run(moment - later * minute);
  expect([paused, silent, madeUp].flatMap(subjects)).toEqual([]);
  // Whoever is back hears what is still of use.
  await run(at('2027-02-22T09:00', 'Europe/London'));
  expect(subjects(paused)).toEqual(['How did it go?']);
});
