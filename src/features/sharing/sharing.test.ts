import fc from 'fast-check';
import { sql } from 'kysely';
import { Client } from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { mayRead, type Share, type Stay } from '#core/sharing/who-reads.ts';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { writeEntry } from '#features/journal/use-cases/write-entry.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';
import type { Turn } from './input.ts';
import { writeReads } from './use-cases/note-read.ts';
import { readDial } from './use-cases/read-dial.ts';
import { type Item, setDial } from './use-cases/set-dial.ts';

const app = useApp();
const pages = usePages(app);
const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => app.database.asPerson(actor, work);
const turn = (actor: Actor, item: Item, to: Turn) => as(actor, (tx) => setDial(tx, actor, item, to));
const dial = (actor: Actor, item: Item) => as(actor, (tx) => readDial(tx, actor, item));
const sees = async (actor: Actor, { id }: Item) =>
  (await as(actor, (tx) => tx.selectFrom('journal_entry').select('id').where('id', '=', id).execute()))
    .length === 1;
const empty = { action: '', result: '', feelings: '', changed: '', matters: '', keep: '' };

async function write(actor: Actor, context: string): Promise<Item> {
  const id = newId();
  const entry = { id, day: '2026-11-12', version: 0, context, ...empty };
  await as(actor, (tx) => writeEntry(tx, actor, entry));
  return { kind: 'journal_entry', id };
}

let ana: Actor;
let ben: Actor;
let cleo: Actor;
let dev: Actor;
let circleId: string;

beforeAll(async () => {
  [ana, ben, cleo, dev] = (await makePeople(app.database, ['Ana', 'Ben', 'Cleo', 'Dev'])) as [
    Actor,
    Actor,
    Actor,
    Actor,
  ];
  ({ circleId } = await makeCircle(app.database, [ana, ben, cleo]));
});

test('an entry is its owner’s alone until they turn its dial, and theirs again when they turn it back', async () => {
  const entry = await write(ana, 'A quiet room');
  expect(await dial(ana, entry)).toMatchObject({ audience: 'me', readers: [] });
  expect(await sees(ben, entry)).toBe(false);
  expect(await turn(ana, entry, { audience: 'partner', partnerId: ben.personId })).toEqual({ ok: true });
  expect(await dial(ana, entry)).toMatchObject({ audience: 'partner', readers: ['Ben'] });
  expect([await sees(ben, entry), await sees(cleo, entry), await sees(dev, entry)]).toEqual([
    true,
    false,
    false,
  ]);
  await turn(ana, entry, { audience: 'circle', circleId });
  expect(await dial(ana, entry)).toMatchObject({
    audience: 'circle',
    readers: ['Ben', 'Cleo'],
    circle: 'The Thursday five',
  });
  expect([await sees(ben, entry), await sees(cleo, entry), await sees(dev, entry)]).toEqual([
    true,
    true,
    false,
  ]);
  await turn(ana, entry, { audience: 'me' });
  expect([await sees(ben, entry), await sees(cleo, entry), await sees(ana, entry)]).toEqual([
    false,
    false,
    true,
  ]);
});

test('it goes no further than its kind does, and to nobody with whom its owner does not sit', async () => {
  const entry = await write(ana, 'Not for all');
  expect(await turn(ana, entry, { audience: 'story' })).toEqual({ ok: false, reason: 'not-allowed' });
  expect(await turn(ana, entry, { audience: 'partner', partnerId: dev.personId })).toEqual({
    ok: false,
    reason: 'not-with-you',
  });
  expect(await turn(dev, entry, { audience: 'circle', circleId })).toEqual({
    ok: false,
    reason: 'not-with-you',
  });
});

test('whoever shares another’s entry opens it to nobody, and does not close its owner’s dial', async () => {
  const entry = await write(ana, 'Mine to share');
  expect(await turn(ben, entry, { audience: 'circle', circleId })).toEqual({ ok: true });
  expect([await sees(ben, entry), await sees(cleo, entry)]).toEqual([false, false]);
  expect(await turn(ana, entry, { audience: 'partner', partnerId: cleo.personId })).toEqual({ ok: true });
  expect([await sees(ben, entry), await sees(cleo, entry)]).toEqual([false, true]);
});

test('a dial that is turned twice at once stands at one of the two', async () => {
  const entry = await write(ana, 'Twice');
  const answers = await Promise.all([
    turn(ana, entry, { audience: 'circle', circleId }),
    turn(ana, entry, { audience: 'partner', partnerId: ben.personId }),
  ]);
  expect(answers.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1);
  const open = await as(ana, (tx) =>
    tx.selectFrom('share').select('id').where('item_id', '=', entry.id).where('until', 'is', null).execute(),
  );
  expect(open).toHaveLength(1);
});

test('the database and the rule say the same of who may read', async () => {
  const shares = [newId(), newId()];
  const people = await makePeople(app.database, ['Eda', 'Finn', 'Gus'], ana.organisationId);
  const { circleId: one } = await makeCircle(app.database, people.slice(0, 2));
  const { circleId: other } = await makeCircle(app.database, people.slice(1));
  const ids = people.map(({ personId }) => personId);
  const at = (hour: number) => new Date(Date.UTC(2026, 0, 1, hour));
  const hour = fc.integer({ min: 0, max: 8 });
  const stay = fc.record({
    person: fc.constantFrom(...ids),
    circle: fc.constantFrom(one, other),
    from: hour,
    to: fc.constantFrom(undefined, undefined, 9),
  });
  const share = fc.record({
    audience: fc.constantFrom('partner' as const, 'circle' as const),
    circle: fc.constantFrom(one, other),
    since: hour,
    until: fc.constantFrom(undefined, undefined, undefined, 9),
  });
  const property = fc.asyncProperty(
    fc.uniqueArray(stay, { selector: (s) => s.person + s.circle }),
    share,
    async (all, told) => {
      const [owner = '', partner = ''] = ids;
      await app.database.asMaintenance(async (tx) => {
        await tx.deleteFrom('membership').where('circle_id', 'in', [one, other]).execute();
        await tx.deleteFrom('share').where('id', 'in', shares).execute();
        for (const { person, circle, from, to } of all) {
          const [joined, left] = [at(from), to === undefined ? null : at(to)];
          await sql`INSERT INTO membership (organisation_id, id, circle_id, person_id, seat, joined_at, left_at)
          VALUES (${ana.organisationId}, ${newId()}, ${circle}, ${person}, ${ids.indexOf(person) + 1}, ${joined}, ${left})`.execute(
            tx,
          );
        }
        await sql`INSERT INTO share (organisation_id, id, owner_id, kind, item_id, audience, circle_id, partner_id, since, until)
        VALUES (${ana.organisationId}, ${shares[0]}, ${owner}, 'journal_entry', ${shares[1]}, ${told.audience},
          ${told.audience === 'circle' ? told.circle : null}, ${told.audience === 'partner' ? partner : null},
          ${at(told.since)}, ${told.until === undefined ? null : at(told.until)})`.execute(tx);
      });
      const said: Share = { owner, partner, ...told };
      for (const reader of ids.slice(1)) {
        const actor = { organisationId: ana.organisationId, personId: reader };
        const { rows } = await as(actor, (tx) =>
          sql<{
            may: boolean;
          }>`SELECT shared_with_me('journal_entry', ${shares[1]}, ${owner}) AS may`.execute(tx),
        );
        expect(rows[0]?.may).toBe(mayRead(said, reader, all as Stay[]));
      }
    },
  );
  await fc.assert(property, { numRuns: 150 });
});

let reader: Visitor;
let owner: Visitor;
const told = () => `/circles/${circleId}/entries`;
const shareIn = async (entry: Item) => (await dial(ana, entry)).share?.id ?? '';

test('who reads an entry is told beforehand that its owner sees it, and is written down once for each version', async () => {
  [owner, reader] = await Promise.all([pages.signedIn(ana), pages.signedIn(ben)]);
  const entry = await write(ana, 'The lift was broken');
  const turned = await owner.post(`/journal/${entry.id}?/share`, {
    audience: 'circle',
    partner: '',
    circle: circleId,
  });
  expect(turned.body).toContain('Ben and Cleo of The Thursday five can read this');
  const list = await reader.get(told());
  expect(list.body).toContain('whoever shares it sees that you have read it');
  expect(list.body).not.toContain('The lift was broken');
  await writeReads(app);
  expect((await dial(ana, entry)).readBy).toEqual([]);
  const page = `${told()}/${await shareIn(entry)}`;
  for (let twice = 0; twice < 2; twice++) {
    const read = await reader.get(page);
    expect(read.body).toContain('The lift was broken');
    expect(read.headers.get('cache-control')).toBe('no-store');
  }
  await writeReads(app);
  expect((await dial(ana, entry)).readBy).toMatchObject([{ reader: 'Ben', version: 1 }]);
  expect((await owner.get(`/journal/${entry.id}`)).body).toContain('Ben read it on');
  await owner.post('/journal/write?/keep', {
    id: entry.id,
    day: '2026-11-12',
    version: '1',
    context: 'It was the stairs',
  });
  expect((await owner.get(`/journal/${entry.id}`)).body).toContain('Ben read an earlier version');
  expect((await reader.get(page)).body).toContain('It was the stairs');
  await writeReads(app);
  expect((await dial(ana, entry)).readBy.map(({ version }) => version)).toEqual([2, 1]);
});

test('a page of somebody’s entry comes though nothing can be written down, and writes nothing itself', async () => {
  const entry = await write(ana, 'Only looked at');
  await turn(ana, entry, { audience: 'circle', circleId });
  const page = `${told()}/${await shareIn(entry)}`;
  const { asPerson } = app.database;
  const wrote: boolean[] = [];
  app.database.asPerson = (actor, work) =>
    asPerson(actor, async (tx, client, send) => {
      const answer = await work(tx, client, send, () => undefined);
      const { rows } = await client.query('SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS wrote');
      wrote.push(rows[0].wrote);
      return answer;
    });
  const admin = new Client({ connectionString: app.database.superuserUrl });
  await admin.connect();
  try {
    await admin.query('BEGIN; LOCK TABLE share_read IN ACCESS EXCLUSIVE MODE');
    expect((await reader.get(page)).body).toContain('Only looked at');
    expect(wrote).toEqual([false]);
    await admin.query('COMMIT');
    await writeReads(app);
    expect(wrote).toEqual([false, true]);
  } finally {
    app.database.asPerson = asPerson;
    await admin.end();
  }
});

test('what is withdrawn, and what is removed, is found nowhere by those who read it', async () => {
  const entry = await write(ana, 'Soon gone');
  await turn(ana, entry, { audience: 'circle', circleId });
  const page = `${told()}/${await shareIn(entry)}`;
  expect((await reader.get(page)).status).toBe(200);
  await owner.post(`/journal/${entry.id}?/share`, {
    audience: 'me',
    partner: ben.personId,
    circle: circleId,
  });
  expect((await reader.get(page)).status).toBe(404);
  await turn(ana, entry, { audience: 'circle', circleId });
  const again = `${told()}/${await shareIn(entry)}`;
  expect((await reader.get(page)).status).toBe(404);
  expect((await reader.get(again)).status).toBe(200);
  await owner.post(`/journal/${entry.id}?/remove`, {});
  expect((await reader.get(again)).status).toBe(404);
});

test('somebody whose choice is incomplete, or too late, hears what to do', async () => {
  const entry = await write(ana, 'Half a choice');
  const half = await owner.post(`/journal/${entry.id}?/share`, {
    audience: 'partner',
    partner: '',
    circle: '',
  });
  expect([half.status, half.body.includes('Choose with whom.')]).toEqual([400, true]);
  const late = await owner.post(`/journal/${entry.id}?/share`, {
    audience: 'partner',
    partner: dev.personId,
    circle: '',
  });
  expect([late.status, late.body.includes('Choose somebody else.')]).toEqual([409, true]);
});

test('with the stay of either a share ends, and coming back does not open it again', async () => {
  const entry = await write(ana, 'Before the leaving');
  const mine = await write(cleo, 'What Cleo keeps');
  await turn(ana, entry, { audience: 'partner', partnerId: cleo.personId });
  await turn(cleo, mine, { audience: 'circle', circleId });
  expect(await sees(ben, mine)).toBe(true);
  await asMember(app.database, cleo, circleId, leaveCircle);
  expect([await sees(cleo, entry), await sees(ben, mine), await sees(cleo, mine)]).toEqual([
    false,
    false,
    true,
  ]);
  expect((await dial(ana, entry)).audience).toBe('me');
  expect((await dial(cleo, mine)).audience).toBe('me');
  const visitor = await pages.signedIn(cleo);
  expect((await visitor.get(told())).status).toBe(404);
});
