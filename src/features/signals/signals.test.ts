import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { writeReads } from '#features/sharing/use-cases/note-read.ts';
import { readDial } from '#features/sharing/use-cases/read-dial.ts';
import { setDial, type Turn } from '#features/sharing/use-cases/set-dial.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';
import { listToldSignals, readMySignals, signalsItem } from './use-cases/read-signals.ts';

const app = useApp();
const pages = usePages(app);
const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => app.database.asPerson(actor, work);
let ana: Actor;
let ben: Actor;
let cleo: Actor;
let anas: Visitor;
let bens: Visitor;
let cleos: Visitor;
let circleId: string;

beforeAll(async () => {
  const people = (await makePeople(app.database, ['Ana', 'Ben', 'Cleo'])) as [Actor, Actor, Actor];
  [ana, ben, cleo] = people;
  ({ circleId } = await makeCircle(app.database, people));
  const visitors = await Promise.all(people.map((person) => pages.signedIn(person)));
  [anas, bens, cleos] = visitors as [Visitor, Visitor, Visitor];
});

const tried = (actor: Actor, at: string) =>
  as(actor, (tx) =>
    tx
      .insertInto('exercise_attempt')
      .values({
        ...{ organisation_id: actor.organisationId, person_id: actor.personId, id: newId() },
        ...{ skill: 'listening', exercise: 'Count to two', went: 'came', ticked: [], tried_at: new Date(at) },
      })
      .execute(),
  );
const turn = (to: Turn) => as(ana, (tx) => setDial(tx, ana, signalsItem(ana), to));
/** Under which address somebody finds Ana's signals in the circle, if at all. */
const found = async (actor: Actor) => {
  const told = await asMember(app.database, actor, circleId, listToldSignals);
  return told[0] ? `/circles/${circleId}/signals/${told[0].id}` : '';
};

test('weeks are those of one’s own clock, and only what was done in them counts', async () => {
  const now = new Date('2026-11-18T12:00:00Z');
  // In Tokyo it is Monday already.
  await tried(ben, '2026-11-15T15:30:00Z');
  await tried(ben, '2026-11-15T14:30:00Z');
  await tried(ben, '2026-01-05T09:00:00Z');
  await as(ben, (tx) =>
    tx.updateTable('person').set({ time_zone: 'Asia/Tokyo' }).where('id', '=', ben.personId).execute(),
  );
  const { signals } = await as(ben, (tx) => readMySignals(tx, { ...ben, timeZone: 'Asia/Tokyo' }, now));
  expect(signals.find(({ kind }) => kind === 'exercise')).toMatchObject({
    all: 2,
    weeks: [...Array(10).fill(0), 1, 1],
  });
  expect(signals.filter(({ all }) => all > 0)).toHaveLength(1);
});

test('they are their owner’s alone until the dial is turned to a partner, then to the circle, and back', async () => {
  const today = app.clock.now().toISOString();
  await tried(ana, today);
  expect((await anas.get('/me/signals')).body).toContain('Only you can read this.');
  expect(await found(ben)).toBe('');
  expect(await turn({ audience: 'partner', partnerId: ben.personId })).toEqual({ ok: true });
  const toBen = await found(ben);
  const page = await bens.get(toBen);
  expect(page.body).toContain('How Ana practises');
  expect(page.body).toContain('1 in twelve weeks, 1 this week');
  expect(page.headers.get('cache-control')).toContain('no-store');
  expect((await cleos.get(toBen)).status).toBe(404);
  expect(await found(cleo)).toBe('');
  await turn({ audience: 'circle', circleId });
  expect((await bens.get(toBen)).status).toBe(404);
  const toAll = await found(cleo);
  expect((await cleos.get(toAll)).status).toBe(200);
  expect((await bens.get(`/circles/${circleId}/entries`)).body).toContain(toAll);
  await turn({ audience: 'me' });
  expect((await cleos.get(toAll)).status).toBe(404);
});

test('its owner is told who has read it', async () => {
  await turn({ audience: 'circle', circleId });
  await cleos.get(await found(cleo));
  await writeReads(app);
  const dial = await as(ana, (tx) => readDial(tx, ana, signalsItem(ana)));
  expect(dial.readBy.map(({ reader }) => reader)).toEqual(expect.arrayContaining(['Cleo']));
  expect((await anas.get('/me/signals')).body).toContain('Cleo read it on');
  expect((await anas.get('/me/sharing')).body).toContain('How I practise');
});

test('it goes no further than a circle, and nobody shares another’s', async () => {
  expect(await turn({ audience: 'aggregate' })).toEqual({ ok: false, reason: 'not-allowed' });
  const theirs = as(ben, (tx) => setDial(tx, ben, signalsItem(ana), { audience: 'circle', circleId }));
  await expect(theirs).rejects.toThrow(/share_of_oneself/);
});

test('whoever leaves sees them no longer', async () => {
  const address = await found(cleo);
  await asMember(app.database, cleo, circleId, leaveCircle);
  expect((await cleos.get(address)).status).toBe(404);
  const asked = sql`SELECT * FROM signals_of(${ana.personId}, '2001-01-01')`;
  const { rows } = await as(cleo, (tx) => asked.execute(tx));
  expect(rows).toEqual([]);
});
