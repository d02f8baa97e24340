import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { m } from '#messages';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';

const app = useApp();
const pages = usePages(app);
const habit = 'One open question before any advice';
const before = 'Asking slows me down, kindly.';
let people: [Actor, Actor, Actor];
let mara: Visitor;
let ilya: Visitor;
let noor: Visitor;
let circleId = '';
let at = '';
let pact = '';

/** Mara and Ilya hold themselves to something since three days ago, and Ilya told of it yesterday; then Noor joins. */
beforeEach(async () => {
  people = (await makePeople(app.database, ['Mara Lind', 'Ilya Berg', 'Noor Haddad'])) as typeof people;
  ({ circleId } = await makeCircle(app.database, people.slice(0, 2)));
  [mara, ilya, noor] = (await Promise.all(people.map((each) => pages.signedIn(each)))) as [
    Visitor,
    Visitor,
    Visitor,
  ];
  at = `/circles/${circleId}/pacts`;
  pact = newId();
  await mara.post(`${at}?/begin`, { id: pact, partner: '', 'habits[]': habit });
  await agree(ilya);
  await ilya.post(`${at}?/report`, { pact, word: 'partly', text: before });
  await daysPass();
  await join(people[2]);
});

const agree = (who: Visitor, version = '1') => who.post(`${at}?/agree`, { pact, version });
const pageOf = async (who: Visitor) => (await who.get(at)).body;

async function daysPass(): Promise<void> {
  await app.database.asMaintenance(async (tx) => {
    for (const text of [
      `UPDATE membership SET joined_at = joined_at - interval '5 days'`,
      `UPDATE pact_consent SET agreed_at = agreed_at - interval '3 days'`,
      `UPDATE pact_version SET in_force_at = in_force_at - interval '3 days'`,
      'UPDATE pact_report SET on_day = on_day - 1',
    ])
      await sql.raw(text).execute(tx);
  });
}

async function join(person: Actor): Promise<void> {
  await app.database.asMaintenance((tx) =>
    tx
      .insertInto('membership')
      .values({
        organisation_id: person.organisationId,
        circle_id: circleId,
        id: newId(),
        person_id: person.personId,
        seat: 5,
      })
      .execute(),
  );
}

/** What stands on a page for its reader. */
const shown = ({ body }: { body: string }) => body.replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]+>/gu, ' ');

/** What Noor reads of how it went, past every query that the program might write. */
const readsByStatement = () =>
  app.database.asPerson(
    people[2],
    async (tx) => (await tx.selectFrom('pact_report').select('id').execute()).length,
  );
const tryOut = (work: (tx: Tx) => Promise<unknown>) => app.database.asPerson(people[2], work);

test('whoever joins is asked first: it is not theirs, and how it went before is not for them', async () => {
  expect((await noor.get('/')).body).toContain('The Thursday five: the others hold themselves to something.');
  const asked = await pageOf(noor);
  expect(asked).toContain(habit);
  expect(asked).toContain(m.pacts_not_mine());
  expect(asked).not.toMatch(/Ilya(: | has not said)/u);
  expect(asked).not.toContain(before);
  expect(asked).not.toContain('action="?/report"');
  expect(asked).not.toContain(m.pacts_end_title());
  for (const path of [`/circles/${circleId}`, `/circles/${circleId}/board`])
    expect(shown(await noor.get(path))).not.toContain(habit);
  expect((await noor.get(`/circles/${circleId}/board`)).body).toContain(m.pacts_card_held_before());
  const others = await pageOf(mara);
  expect(others).toContain('Waits for Noor Haddad.');
  expect(others).toContain(before);
  // It goes on to hold for those who agreed.
  expect((await mara.post(`${at}?/report`, { pact, word: 'did it', text: '' })).leadsTo).toBe(at);
}, 60_000);

test('from the day on which they say yes they read what the others tell, and others what they tell', async () => {
  expect((await agree(noor)).leadsTo).toBe(at);
  await mara.post(`${at}?/report`, { pact, word: 'did it', text: 'Twice, today.' });
  const page = await pageOf(noor);
  expect(page).toContain('Twice, today.');
  expect(page).toContain('Ilya has not said yet.');
  expect(page).not.toContain(before);
  expect((await noor.get('/')).body).not.toContain('hold themselves to something');
  await noor.post(`${at}?/report`, { pact, word: 'partly', text: 'My first one.' });
  const others = await pageOf(mara);
  for (const said of ['My first one.', before]) expect(others).toContain(said);
  expect(others).not.toContain('Waits for');
  // Said again, it moves nothing.
  expect((await agree(noor)).leadsTo).toBe(at);
  expect(await pageOf(noor)).toContain('Twice, today.');
});

test('a newcomer who sends what no page offers reads nothing from before, tells nothing and ends nothing', async () => {
  for (const action of ['report', 'end'])
    expect((await noor.post(`${at}?/${action}`, { pact, word: 'did it' })).status).toBe(409);
  expect(await readsByStatement()).toBe(0);
  const [organisation_id, person_id] = [people[2].organisationId, people[2].personId];
  const told = {
    organisation_id,
    id: newId(),
    pact_id: pact,
    person_id,
    on_day: '2026-01-05',
    word: 'did it',
  };
  await expect(tryOut((tx) => tx.insertInto('pact_report').values(told).execute())).rejects.toThrow(
    'row-level security',
  );
  await tryOut((tx) => tx.updateTable('pact').set({ ended_at: new Date() }).where('id', '=', pact).execute());
  expect(await pageOf(mara)).toContain(habit);
  // A yes is of the moment in which it is said, whatever is written.
  await agree(noor);
  await tryOut((tx) =>
    tx
      .updateTable('pact_consent')
      .set({ agreed_at: new Date('2020-01-05') })
      .where('person_id', '=', person_id)
      .execute(),
  );
  expect(await readsByStatement()).toBe(0);
  expect(await pageOf(noor)).not.toContain(before);
});

test('a yes to words that were replaced is none, and who comes back is asked again', async () => {
  await agree(noor);
  await asMember(app.database, people[2], circleId, leaveCircle);
  await mara.post(`${at}?/change`, { pact, version: '1', 'habits[]': 'Two open questions' });
  await agree(ilya, '2');
  await join(people[2]);
  const consent = { organisation_id: people[2].organisationId, pact_id: pact, person_id: people[2].personId };
  await tryOut((tx) =>
    tx
      .updateTable('pact_consent')
      .set({ agreed_at: new Date() })
      .where('person_id', '=', consent.person_id)
      .execute(),
  );
  await mara.post(`${at}?/report`, { pact, word: 'did it', text: 'With the new words.' });
  expect(await readsByStatement()).toBe(0);
  const page = await pageOf(noor);
  expect(page).toContain('Two open questions');
  expect(page).toContain(m.pacts_not_mine());
  expect(page).not.toContain('With the new words.');
  await agree(noor, '2');
  expect(await pageOf(noor)).toContain('With the new words.');
});

test('what nobody who sits here has agreed to, anybody of them ends', async () => {
  for (const left of people.slice(0, 2)) await asMember(app.database, left as Actor, circleId, leaveCircle);
  expect(await pageOf(noor)).toContain(m.pacts_end_title());
  expect((await noor.post(`${at}?/end`, { pact })).leadsTo).toBe(at);
  expect(await pageOf(noor)).not.toContain(habit);
});
