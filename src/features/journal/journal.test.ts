import { Client } from 'pg';
import { beforeAll, expect, test, vi } from 'vitest';
import { giveOutcome } from '#features/commitments/use-cases/give-outcome.ts';
import { writeCard } from '#features/commitments/use-cases/write-card.ts';
import type { SignedIn } from '#features/people/access.ts';
import type { Actor } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';
import { findEntry } from './store/entries.ts';
import { readJournal } from './use-cases/read-journal.ts';
import { writeEntry } from './use-cases/write-entry.ts';

const app = useApp();
const pages = usePages(app);
let ana: Actor;
let visitor: Visitor;
let other: Visitor;
const id = newId();

beforeAll(async () => {
  const [first, ben] = (await makePeople(app.database, ['Ana Reed', 'Ben Hale'])) as [Actor, Actor];
  ana = first;
  [visitor, other] = (await Promise.all([ana, ben].map((person) => pages.signedIn(person)))) as [
    Visitor,
    Visitor,
  ];
});

const write = (fields: Record<string, string>) =>
  visitor.post('/journal/write?/keep', { day: '2026-11-12', id, ...fields });

test('an entry is kept once, however often it arrives, and stands in its month', async () => {
  for (let twice = 0; twice < 2; twice++) {
    expect((await write({ context: 'The café in Porto', feelings: 'Calm' })).leadsTo).toBe('/journal');
  }
  const month = (await visitor.get('/journal?month=2026-11')).body;
  expect(month.split('The café in Porto</p>')).toHaveLength(2);
  // In another year than this its day says which.
  expect(month).toMatch(/Thursday,? 12 November( 2026)?: entry/);
  expect((await visitor.get('/journal?month=2026-10')).body).toContain('Nothing written in this month.');
  expect((await visitor.get('/journal?month=soon')).status).toBe(200);
});

test('it is found by the beginnings of its words, whatever their accents', async () => {
  expect((await visitor.get('/journal?words=CAFE+calm')).body).toContain('The café in Porto');
  expect((await visitor.get('/journal?words=angry')).body).toContain('Nothing in your journal says that.');
});

test('while words are looked for, neither the month nor what was done in it is read', async () => {
  const reader = { ...ana, timeZone: 'UTC' } as SignedIn;
  const now = Date.parse('2026-11-20T12:00:00Z');
  const read = (words: string) => app.database.asPerson(ana, (tx) => readJournal(tx, reader, { words, now }));
  expect((await read('')).traces).toEqual({ '2026-11-12': ['entry'] });
  expect(await read('cafe')).toMatchObject({ traces: {}, entries: [{ day: '2026-11-12' }] });
});

test('a day on which somebody told how an experiment of theirs went is one of practice, and one on which they let go of it is none', async () => {
  const [cleo] = (await makePeople(app.database, ['Cleo Marsh'], ana.organisationId)) as [Actor];
  const { circleId } = await makeCircle(app.database, [ana, cleo]);
  /** A card of this person, with what they said of it and when. */
  const tell = async (who: Actor, said: [outcome: string, at: string][]) => {
    const card = { experiment: 'I ask first.', behaviour: '', context: '', criterion: '', dueOn: '' };
    const cardId = newId();
    const by = <T>(work: Parameters<typeof asMember<T>>[3]) => asMember(app.database, who, circleId, work);
    await by((tx, member) => writeCard(tx, member, { id: cardId, card, now: Date.now() }));
    for (const [outcome, at] of said) {
      expect(await by((tx, member) => giveOutcome(tx, member, { id: cardId, outcome, note: '' }))).toEqual({
        ok: true,
      });
      await app.database.asMaintenance((tx) =>
        tx
          .updateTable('card_step')
          .set({ happened_at: new Date(at) })
          .where('commitment_id', '=', cardId)
          .where('kind', '=', outcome)
          .execute(),
      );
    }
  };
  await tell(ana, [
    ['attempted', '2026-11-05T12:00:00Z'],
    // October already where she lives, and September by the database's clock.
    ['adjusted', '2026-09-30T23:30:00Z'],
    ['learned', '2026-10-31T23:30:00Z'],
  ]);
  await tell(ana, [['let go', '2026-11-06T12:00:00Z']]);
  await tell(cleo, [['learned', '2026-11-07T12:00:00Z']]);
  const traces = async (month: string) => {
    const reader = { ...ana, timeZone: 'Europe/London' } as SignedIn;
    const asked = { month, words: '', now: Date.parse('2026-11-20T12:00:00Z') };
    return (await app.database.asPerson(ana, (tx) => readJournal(tx, reader, asked))).traces;
  };
  expect(await traces('2026-11')).toEqual({ '2026-11-05': ['experiment'], '2026-11-12': ['entry'] });
  expect(await traces('2026-10')).toEqual({ '2026-10-01': ['experiment'], '2026-10-31': ['experiment'] });
  expect((await visitor.get('/journal?month=2026-11')).body).toMatch(/5 November( 2026)?: experiment/);
});

test('an entry says until when it is kept, and by what its author chose', async () => {
  expect((await visitor.get(`/journal/${id}`)).body).toMatch(/This entry is kept until \w+, \d+ \w+ 20\d\d/);
  const inMonths = async () =>
    /kept until \w+,? (\d+ \w+ 20\d\d)/.exec((await visitor.get(`/journal/${id}`)).body)?.[1];
  const usual = await inMonths();
  await visitor.post('/me/sharing?/keep', { kind: 'journal_entry', months: '6' });
  expect(await inMonths()).not.toBe(usual);
});

test('what is empty, too long or without a day is refused with a sentence, and stays in the form', async () => {
  const empty = await write({ id: newId(), context: ' ' });
  expect([empty.status, empty.body.includes('There is nothing in it yet')]).toEqual([400, true]);
  const long = await write({ id: newId(), context: 'x'.repeat(6001), action: 'Asked first' });
  expect(long.status).toBe(400);
  expect(long.body).toContain('longer than 6000 characters');
  expect(long.body).toContain('Asked first');
  expect((await write({ id: newId(), day: 'soon', context: 'x' })).body).toContain('This is not a day.');
});

test('a change built on an older text is refused with the text kept, and holds when it is pressed again', async () => {
  expect((await write({ version: '1', context: 'The café in Lisbon' })).status).toBe(303);
  const late = await write({ version: '1', context: 'The bar in Porto' });
  expect(late.status).toBe(409);
  expect(late.body).toContain('The bar in Porto');
  expect(late.body).toContain('name="version" value="2"');
  expect((await visitor.get(`/journal/${id}`)).body).toContain('The café in Lisbon');
  expect((await write({ version: '2', context: 'The bar in Porto' })).status).toBe(303);
  expect((await visitor.get(`/journal/${id}`)).body).toContain('The bar in Porto');
});

test('when it was changed goes by the database’s clock, as when it was written does, so that both are kept equally long', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2020-01-01T12:00:00Z') });
  try {
    await app.database.asPerson(ana, async (tx) => {
      const day = '2026-11-12';
      const empty = { action: '', result: '', feelings: '', changed: '', matters: '', keep: '' };
      const told = { ...empty, id, day, version: 3, context: 'The bar in Porto, once more' };
      expect(await writeEntry(tx, ana, told)).toEqual({ ok: true });
      expect((await findEntry(tx, ana, id))?.changedAt.getFullYear()).toBeGreaterThanOrEqual(2026);
    });
  } finally {
    vi.useRealTimers();
  }
});

test('in the database no word of it can be read', async () => {
  const admin = new Client({ connectionString: app.database.superuserUrl });
  await admin.connect();
  const { rows } = await admin.query('SELECT body::text AS body FROM journal_entry');
  await admin.end();
  expect(rows).toHaveLength(1);
  expect(rows[0].body).not.toContain('Porto');
});

test('nobody else reads, changes or removes it', async () => {
  expect((await other.get('/journal?month=2026-11')).body).not.toContain('Porto');
  expect((await other.get(`/journal/${id}`)).status).toBe(404);
  expect((await other.post(`/journal/${id}?/remove`, {})).status).toBe(404);
  await other.post('/journal/write?/keep', { id, day: '2026-11-12', version: '3', context: 'Mine now' });
  expect((await visitor.get(`/journal/${id}`)).body).toContain('The bar in Porto');
});

test('what is removed is gone', async () => {
  expect((await visitor.post(`/journal/${id}?/remove`, {})).leadsTo).toBe('/journal');
  expect((await visitor.get(`/journal/${id}`)).status).toBe(404);
});
