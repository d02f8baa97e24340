import { beforeAll, expect, test } from 'vitest';
import { localDay } from '#core/circles/local-day.ts';
import { monthSpan } from '#core/sharing/month-span.ts';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { writeEntry } from '#features/journal/use-cases/write-entry.ts';
import { erasePerson } from '#features/people/use-cases/erase-person.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';
import { countMeIn, readCounted } from './use-cases/count-me-in.ts';
import { keepRetention } from './use-cases/keep-retention.ts';
import { setDial } from './use-cases/set-dial.ts';
import { keptSentences } from './views/kept-words.ts';

const app = useApp();
const pages = usePages(app);
const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => app.database.asPerson(actor, work);
let people: Actor[];
let ana: Actor;
let visitor: Visitor;
let colleague: Visitor;
let stranger: Visitor;

beforeAll(async () => {
  people = await makePeople(app.database, ['Ana', 'Ben', 'Cleo', 'Dev', 'Eda', 'Finn']);
  ana = people[0] as Actor;
  const [other] = (await makePeople(app.database, ['Una'])) as [Actor];
  [visitor, colleague, stranger] = (await Promise.all(
    [ana, people[1] as Actor, other].map((person) => pages.signedIn(person)),
  )) as [Visitor, Visitor, Visitor];
});

const now = new Date();
const month = monthSpan(localDay(now, 'UTC'));
const tried = (actor: Actor, at = now) =>
  as(actor, (tx) =>
    tx
      .insertInto('exercise_attempt')
      .values({
        ...{ organisation_id: actor.organisationId, person_id: actor.personId, id: newId() },
        ...{ skill: 'listening', exercise: 'Count to two', went: 'came', ticked: [], tried_at: at },
      })
      .execute(),
  );
const number = async () => (await as(ana, (tx) => readCounted(tx, ana, month))).practised;

const asTold = () =>
  as(ana, async (tx) => {
    const asked = tx.selectNoFrom(({ fn, val }) =>
      fn<number | null>('count_practised', [val(month.from), val(month.before)]).as('people'),
    );
    return (await asked.executeTakeFirstOrThrow()).people;
  });

test('those who count themselves in are counted from five on, in whole fives, and nobody else ever', async () => {
  // The page looks at this month, also where another begins meanwhile.
  app.time = now;
  for (const person of people) await tried(person);
  expect(await number()).toBeUndefined();
  for (const [index, person] of people.slice(1).entries()) {
    await as(person, (tx) => countMeIn(tx, person, true));
    expect(await number()).toBe(index === 4 ? 5 : undefined);
  }
  expect((await visitor.get('/counted')).body).toContain('You are not counted.');
  await visitor.post('/counted', { counted: 'yes' });
  // That she came does not show, here or in what the database tells.
  expect([await number(), await asTold()]).toEqual([5, 5]);
  expect((await visitor.get('/counted')).body).toContain('At least 5 people practised');
  // Who did not practise is in nobody's number.
  const [late] = (await makePeople(app.database, ['Gus'], ana.organisationId)) as [Actor];
  await as(late, (tx) => countMeIn(tx, late, true));
  await tried(late, new Date(month.from.getTime() - 1000));
  expect(await number()).toBe(5);
  for (const person of people.slice(1, 3)) await as(person, (tx) => countMeIn(tx, person, false));
  expect(await number()).toBeUndefined();
});

test('the database itself tells no number under five, whoever asks', async () => {
  expect(await asTold()).toBeNull();
});

test('a story is read by everyone of the organisation until it is withdrawn, and by its author after that', async () => {
  const id = newId();
  const told = { id, title: 'Two breaths', text: 'I waited.\nThey spoke.' };
  expect((await visitor.post('/stories/write', { ...told, text: ' ' })).body).toContain(
    'There is nothing in it yet.',
  );
  const long = await visitor.post('/stories/write', { ...told, text: 'x'.repeat(4001) });
  expect([
    long.status,
    long.body.includes('longer than 4000 characters'),
    long.body.includes('Two breaths'),
  ]).toEqual([400, true, true]);
  for (let twice = 0; twice < 2; twice++) {
    expect((await visitor.post('/stories/write', told)).leadsTo).toBe('/stories');
  }
  const page = await colleague.get('/stories');
  expect(page.body.split('They spoke.</p>')).toHaveLength(2);
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect((await stranger.get('/stories')).body).not.toContain('They spoke.');
  // Nobody else changes, withdraws or removes it.
  await colleague.post('/stories/write', { ...told, title: 'Mine now' });
  await colleague.post('/stories?/withdraw', { id });
  await colleague.post('/stories?/remove', { id });
  expect((await colleague.get('/stories')).body).toContain('Two breaths');
  expect((await colleague.get(`/stories/write?story=${id}`)).status).toBe(404);
  expect((await visitor.get('/me/sharing')).body).toContain('Everyone in your organisation can read this.');
  await visitor.post('/stories?/withdraw', { id });
  expect((await colleague.get('/stories')).body).not.toContain('They spoke.');
  expect((await visitor.get('/stories')).body).toContain('They spoke.');
  await visitor.post('/stories/write', { ...told, title: 'Two breaths, again' });
  expect((await colleague.get('/stories')).body).toContain('Two breaths, again');
  await visitor.post('/stories?/remove', { id });
  expect((await visitor.get('/stories')).body).not.toContain('They spoke.');
});

test('all that one shares stands on one page, and is withdrawn there; another’s share stays as it is', async () => {
  const [, ben, cleo] = people as [Actor, Actor, Actor];
  const { circleId } = await makeCircle(app.database, [ana, ben, cleo]);
  const entry = await write(ana, 'The lift was broken', '2026-11-12T09:00:00Z');
  await as(ana, (tx) =>
    setDial(tx, ana, { kind: 'journal_entry', id: entry }, { audience: 'circle', circleId }),
  );
  const { body } = await visitor.get('/me/sharing');
  expect(body).toContain('The lift was broken');
  expect(body).toContain('Ben and Cleo of The Thursday five can read this');
  expect(body).toContain('Nobody has read it yet.');
  const share = /name="share" value="([^"]+)"/.exec(body)?.[1] ?? '';
  await colleague.post('/me/sharing?/withdraw', { share });
  expect((await visitor.get('/me/sharing')).body).toContain('The lift was broken');
  expect((await visitor.post('/me/sharing?/withdraw', { share })).body).toContain('Withdrawn.');
  expect((await visitor.get('/me/sharing')).body).not.toContain('The lift was broken');
});

async function write(actor: Actor, context: string, changedAt: string): Promise<string> {
  const id = newId();
  const empty = { action: '', result: '', feelings: '', changed: '', matters: '', keep: '' };
  await as(actor, (tx) => writeEntry(tx, actor, { id, day: '2026-11-12', version: 0, context, ...empty }));
  await app.database.asMaintenance((tx) =>
    tx
      .updateTable('journal_entry')
      .set({ changed_at: new Date(changedAt) })
      .where('id', '=', id)
      .execute(),
  );
  return id;
}

const entriesOf = async (actor: Actor) =>
  (
    await as(actor, (tx) =>
      tx.selectFrom('journal_entry').select('id').where('person_id', '=', actor.personId).execute(),
    )
  ).map(({ id }) => id);

test('entries go when their time is over: five years, or as long as their author chose', async () => {
  const [, ben, cleo] = people as [Actor, Actor, Actor];
  const [before] = [await entriesOf(ben)];
  const bens = await write(ben, 'Kept five years', '2021-11-20T12:00:00Z');
  const cleos = await write(cleo, 'Kept for half a year', '2026-06-01T12:00:00Z');
  await as(cleo, (tx) =>
    setDial(tx, cleo, { kind: 'journal_entry', id: cleos }, { audience: 'partner', partnerId: ben.personId }),
  );
  const visit = await pages.signedIn(cleo);
  expect((await visit.get('/me/sharing')).body).toContain('<option value="60" selected');
  expect((await visit.post('/me/sharing?/keep', { kind: 'journal_entry', months: '7' })).status).toBe(400);
  expect((await visit.post('/me/sharing?/keep', { kind: 'journal_entry', months: '6' })).body).toContain(
    'from now on',
  );
  // What has no choice is told as well.
  const told = (await visit.get('/me/sharing')).body;
  for (const sentence of keptSentences()) expect(told).toContain(sentence);
  expect(keptSentences()).toHaveLength(6);
  app.time = new Date('2026-11-20T12:00:00Z');
  await keepRetention(app);
  expect([await entriesOf(ben), await entriesOf(cleo)]).toEqual([[...before, bens], [cleos]]);
  app.time = new Date('2026-11-20T12:00:01Z');
  await keepRetention(app);
  expect([await entriesOf(ben), await entriesOf(cleo)]).toEqual([before, [cleos]]);
  app.time = new Date('2026-12-01T12:00:01Z');
  await keepRetention(app);
  await keepRetention(app);
  expect(await entriesOf(cleo)).toEqual([]);
  const ended = await as(cleo, (tx) =>
    tx.selectFrom('share').select('until').where('item_id', '=', cleos).execute(),
  );
  expect(ended.map(({ until }) => until !== null)).toEqual([true]);
  // A year after it ended, that it was shared is forgotten too.
  app.time = new Date(Date.now() + 370 * 86_400_000);
  await keepRetention(app);
  expect(
    await as(cleo, (tx) => tx.selectFrom('share').select('id').where('item_id', '=', cleos).execute()),
  ).toEqual([]);
  app.time = undefined;
});

test('who leaves a circle, and who is erased, shares nothing there any more', async () => {
  const [, ben] = people as [Actor, Actor];
  const [gone] = (await makePeople(app.database, ['Gil'], ana.organisationId)) as [Actor];
  const { circleId } = await makeCircle(app.database, [ben, gone]);
  const entry = await write(gone, 'Words of somebody who goes', new Date().toISOString());
  await as(gone, (tx) =>
    setDial(tx, gone, { kind: 'journal_entry', id: entry }, { audience: 'circle', circleId }),
  );
  const list = `/circles/${circleId}/entries`;
  expect((await colleague.get(list)).body).toContain('Gil, shared on');
  await erasePerson(app, gone);
  expect((await colleague.get(list)).body).toContain('Nobody shares an entry here');
  await asMember(app.database, ben, circleId, leaveCircle);
  expect((await colleague.get(list)).status).toBe(404);
});
