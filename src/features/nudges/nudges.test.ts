import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { pauseMembership } from '#features/circles/use-cases/pause-membership.ts';
import { addSighting } from '#features/commitments/use-cases/see-in-the-wild.ts';
import { agree, proposeRest } from '#features/decisions/use-cases/decide-together.ts';
import { readDecisions } from '#features/decisions/use-cases/read-decisions.ts';
import type { Actor } from '#server/database.ts';
import { asMember } from '../../../tests/support/circle.ts';
import { headerOf, tokenIn, useNudges } from '../../../tests/support/nudges.ts';
import { saveSettings } from './store/settings.ts';
import { proposeNudge, takeBackNudge } from './use-cases/propose-nudge.ts';

const { app, post, run, arrange, putCard, at, mailsTo, subjects } = useNudges();
const minute = 60_000;

/** A recording of another in the reader's circle hopes for an answer; they hear of it from `notBefore` on. */
const askForAnswer = (reader: Awaited<ReturnType<typeof arrange>>, notBefore: number) =>
  asMember(app.database, reader.other, reader.circleId, (tx) =>
    proposeNudge(tx, {
      person: reader.personId,
      kind: 'request-waiting',
      key: 'recording:1',
      notBefore: new Date(notBefore),
      about: { circleId: reader.circleId, path: `/circles/${reader.circleId}` },
    }),
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

test('what a pause kept from going out is said once on return, if it is still true then', async () => {
  const reader = await arrange('Europe/London');
  const now = at('2027-03-02T10:00', 'Europe/London');
  const moment = now + 60 * minute;
  await putCard(reader, moment);
  await askForAnswer(reader, now);
  post.answers(451);
  await run(now);
  // The letter waits for its second try when everything is paused.
  await app.database.asPerson(reader, (tx) => saveSettings(tx, reader, { pausedUntil: '2027-03-08' }));
  await run(now + 20 * minute);
  expect(subjects(reader)).toEqual([]);
  for (const later of [0, 60, 240]) await run(at('2027-03-08T10:00', 'Europe/London') + later * minute);
  // The meeting is over, and too long ago to be asked about.
  expect(subjects(reader)).toEqual(['Something waits for your answer']);
});

test('what is left out of a mail because its kind is switched off may be said when it is switched on again', async () => {
  const reader = await arrange('Europe/London');
  const now = at('2027-03-02T10:00', 'Europe/London');
  await putCard(reader, now + 60 * minute);
  await askForAnswer(reader, now);
  post.answers(451);
  await run(now);
  await app.database.asPerson(reader, (tx) => saveSettings(tx, reader, { off: ['request-waiting'] }));
  await run(now + 20 * minute);
  expect(subjects(reader)).toEqual(['What you want to try today at 11:00']);
  await app.database.asPerson(reader, (tx) => saveSettings(tx, reader, { off: [] }));
  for (const later of [30, 40]) await run(now + later * minute);
  expect(subjects(reader)).toEqual([
    'What you want to try today at 11:00',
    'Something waits for your answer',
  ]);
});

test('an address that was refused is left alone for a day; then what is still of use is said once', async () => {
  const reader = await arrange('Europe/London');
  const now = at('2027-03-02T10:00', 'Europe/London');
  await askForAnswer(reader, now);
  post.answers(550);
  await run(now);
  for (const later of [1, 60, 300]) await run(now + later * minute);
  expect(subjects(reader)).toEqual([]);
  for (const days of [1, 2, 3]) await run(now + days * 1440 * minute + minute);
  expect(subjects(reader)).toEqual(['Something waits for your answer']);
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
  await askForAnswer(reader, moment - 120 * minute);
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

test('nothing comes of a circle that rests, or in which its reader is away, until the day on which it goes on', async () => {
  // The database compares with its own clock who is away now.
  const moment = at('2099-02-24T11:00', 'Europe/London');
  const [resting, away, present] = [
    await arrange('Europe/London'),
    await arrange('Europe/London'),
    await arrange('Europe/London'),
  ];
  for (const reader of [resting, away, present]) {
    await putCard(reader, moment);
    await askForAnswer(reader, moment - 120 * minute);
  }
  const now = new Date(moment - 600 * minute);
  await asMember(app.database, resting, resting.circleId, async (tx, member) => {
    await proposeRest(tx, member, { until: '2099-02-26', now, timeZone: 'UTC' });
  });
  await asMember(app.database, resting.other, resting.circleId, async (tx, member) => {
    const { open } = await readDecisions(tx, member, { now, timeZone: 'UTC' });
    expect(await agree(tx, member, open?.id ?? '')).toMatchObject({ ok: true });
  });
  await asMember(app.database, away, away.circleId, (tx, member) =>
    pauseMembership(tx, member, { returnsOn: '2099-02-26', now, timeZone: 'Europe/London' }),
  );
  for (const later of [120, 60, 30, -60, -600]) await run(moment - later * minute);
  expect([resting, away].flatMap(subjects)).toEqual([]);
  expect(subjects(present)).toHaveLength(2);
  // What is still of use comes once they are back.
  await run(at('2099-02-26T09:00', 'Europe/London'));
  for (const reader of [resting, away])
    expect(subjects(reader)).toEqual(['How did it go? · and something else']);
});
