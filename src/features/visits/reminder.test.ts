import { expect, test } from 'vitest';
import { saveSettings } from '#features/nudges/store/settings.ts';
import { cancelPlanned } from '#features/sessions/use-cases/cancel-planned.ts';
import { readToday } from '#features/sessions/use-cases/read-today.ts';
import type { Actor } from '#server/database.ts';
import { asMember } from '../../../tests/support/circle.ts';
import { useNudges } from '../../../tests/support/nudges.ts';
import { agreedVisit, arrangeVisit, consent, enter } from '../../../tests/support/visit.ts';
import { endVisit } from './use-cases/end-visit.ts';

const { app, post, run, at } = useNudges();
const zone = 'Europe/London';
const email = 'wren@lantern.example';
/** Sessions are planned for this time of the next day. */
const planned = () => at('2027-03-16T10:00', zone);
const evening = () => at('2027-03-16T16:55', zone);
const morning = () => at('2027-03-17T09:00', zone);

const subjects = () => post.to(email).map(({ subject }) => subject);
const today = (actor: Actor) => app.database.asPerson(actor, (tx) => readToday(tx, actor));

async function withAddress<T extends { wren: Actor }>(arranging: Promise<T>): Promise<T> {
  const arranged = await arranging;
  const { organisationId, personId } = arranged.wren;
  await app.database.asMaintenance(async (tx) => {
    await tx.updateTable('person').set({ time_zone: zone }).where('id', '=', personId).execute();
    const row = { organisation_id: organisationId, person_id: personId, email };
    await tx.insertInto('person_contact').values(row).execute();
  });
  return arranged;
}

/** Wren's visit is agreed to, on the eve of the session. */
async function agreed() {
  app.time = new Date(planned());
  return withAddress(agreedVisit(app));
}

test('a guest hears of the session on the day before it, once, and nothing of the circle but its name and the time', async () => {
  const { visit } = await agreed();
  await run(planned());
  expect(subjects()).toEqual([]);
  await run(evening());
  await run(evening() + 60_000);
  await run(morning());
  expect(subjects()).toEqual(['Your visit to The Thursday five is tomorrow at 10:00']);
  const [mail] = post.to(email);
  expect(mail?.text).toContain(`https://rondo.lantern.example/visits/${visit}`);
  expect(JSON.stringify(mail)).not.toMatch(/Mara|Ilya|Noor|drill|count to three|Said last week|\/circles\//);
});

test('whoever is not agreed to, or whose visit was taken back or session called off, is reminded of nothing', async () => {
  app.time = new Date(planned());
  await withAddress(arrangeVisit(app));
  await run(evening());
  await app.database.asMaintenance((tx) => tx.deleteFrom('person_contact').execute());

  const back = await agreed();
  await endVisit(app, back.mara, back.visit);
  await run(evening());
  await app.database.asMaintenance((tx) => tx.deleteFrom('person_contact').execute());

  const { mara, past, session } = await agreed();
  await asMember(app.database, mara, past.circleId, (tx, member) => cancelPlanned(tx, member, session));
  await run(evening());
  expect(subjects()).toEqual([]);
});

test.each([
  ['switched sessions off', { off: ['session-tomorrow' as const] }],
  ['pauses', { pausedUntil: '2027-03-20' }],
  ['wants no mails', { byMail: false }],
])('whoever %s is not reminded of a visit either', async (_, settings) => {
  const { wren } = await agreed();
  await app.database.asPerson(wren, (tx) => saveSettings(tx, wren, settings));
  await run(evening());
  await run(morning());
  expect(subjects()).toEqual([]);
});

test('a coming visit stands among the guest’s own sessions, says when its room is open, and goes with its end', async () => {
  app.time = undefined;
  const { wren, visit, open, past, mara } = await agreedVisit(app);
  const visits = async (actor: Actor) =>
    (await today(actor)).visits.map(({ id, circle, live }) => [id, circle.name, live]);
  expect(await visits(wren)).toEqual([[visit, 'The Thursday five', false]]);
  for (const member of past.people) expect(await visits(member)).toEqual([]);
  await consent(app, wren, visit);
  await open();
  expect(await visits(wren)).toEqual([[visit, 'The Thursday five', true]]);
  await enter(app, wren, visit);
  expect(await visits(wren)).toHaveLength(1);
  await endVisit(app, mara, visit);
  expect(await visits(wren)).toEqual([]);
});

test('a visit that waits for the members’ answer stands among nobody’s sessions', async () => {
  app.time = undefined;
  const { wren, past } = await arrangeVisit(app);
  for (const actor of [wren, ...past.people]) expect((await today(actor)).visits).toEqual([]);
});
