import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { writeEntry } from '#features/journal/use-cases/write-entry.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import { makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';
import { publishStory, readStories } from './use-cases/publish-story.ts';
import { readDial } from './use-cases/read-dial.ts';
import { findAboutMe, perPerson, readSetAside, setAside } from './use-cases/set-aside.ts';
import { type Item, setDial } from './use-cases/set-dial.ts';

const app = useApp();
const pages = usePages(app);
const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => app.database.asPerson(actor, work);
const note = 'Somebody said that this is about them';

let [ana, ben, cleo, dev] = [] as unknown as [Actor, Actor, Actor, Actor];
let author: Visitor;
let reader: Visitor;
let outsider: Visitor;
let circleId: string;
let listening: Client;
let heard: string[] = [];

beforeAll(async () => {
  [ana, ben, cleo, dev] = (await makePeople(app.database, ['Ana', 'Ben', 'Cleo', 'Dev'])) as [
    Actor,
    Actor,
    Actor,
    Actor,
  ];
  ({ circleId } = await makeCircle(app.database, [ana, ben, cleo]));
  [author, reader, outsider] = await Promise.all([
    pages.signedIn(ana),
    pages.signedIn(ben),
    pages.signedIn(dev),
  ]);
  listening = new Client({ connectionString: app.database.appUrl });
  await listening.connect();
  listening.on('notification', ({ payload = '' }) => heard.push(payload));
  await listening.query('LISTEN rondo_changes');
});
beforeEach(() => app.database.asMaintenance((tx) => tx.deleteFrom('rate_limit').execute()));
afterAll(() => listening.end());

async function told(context = 'Ben was late again'): Promise<Item> {
  const id = newId();
  const rest = { action: '', result: '', feelings: '', changed: '', matters: '', keep: '' };
  await as(ana, (tx) => writeEntry(tx, ana, { id, day: '2026-11-12', version: 0, context, ...rest }));
  const item: Item = { kind: 'journal_entry', id };
  await share(item);
  return item;
}
const share = (item: Item) => as(ana, (tx) => setDial(tx, ana, item, { audience: 'circle', circleId }));
const shareOf = async (item: Item) => (await as(ana, (tx) => readDial(tx, ana, item))).share?.id ?? '';

test('somebody takes an entry about them out of sight: looking changes nothing, saying so ends it for all but its author', async () => {
  const entry = await told();
  const id = await shareOf(entry);
  const [page, ask] = [`/circles/${circleId}/entries/${id}`, `/about-me/${id}`];
  expect((await reader.get(page)).body).toContain(`href="${ask}"`);
  const asked = await reader.get(ask);
  expect(asked.body).toContain('From then on only Ana can see it.');
  expect(asked.body).toContain('Ana sees who has opened it');
  expect((await reader.get(page)).status).toBe(200);
  heard = [];
  const done = await reader.post(ask);
  expect([done.status, done.leadsTo]).toEqual([303, `/circles/${circleId}/entries?aside`]);
  expect((await reader.get(done.leadsTo ?? '')).body).toContain('It is out of sight.');
  expect((await reader.get(page)).status).toBe(404);
  expect((await reader.get(ask)).status).toBe(404);
  await expect.poll(() => heard.filter((told) => told.includes(' shares ')).join()).toContain(cleo.personId);
  const mine = await author.get(`/journal/${entry.id}`);
  expect(mine.body).toContain('Ben was late again');
  expect(mine.body).toContain(note);
  expect((await author.get('/me/sharing')).body).toContain(`/journal/${entry.id}`);
});

test('who said so is kept nowhere, and no reader sees that somebody did', async () => {
  const entry = await told();
  const id = await shareOf(entry);
  await setAside(app, cleo, id);
  const row = (actor: Actor) =>
    as(actor, (tx) => tx.selectFrom('share').selectAll().where('id', '=', id).executeTakeFirst());
  const kept = await row(ana);
  expect(kept?.set_aside).toBe(true);
  expect(JSON.stringify(kept)).not.toContain(cleo.personId);
  expect([await row(ben), await row(cleo)]).toEqual([undefined, undefined]);
});

test('said twice, or by two at once, it is said once; after a withdrawal it looks the same and tells nothing', async () => {
  const entry = await told();
  const id = await shareOf(entry);
  const answers = await Promise.all([setAside(app, ben, id), setAside(app, cleo, id)]);
  expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
  expect((await reader.post(`/about-me/${id}`)).status).toBe(303);
  const other = await told('Withdrawn by its author');
  const withdrawn = await shareOf(other);
  await as(ana, (tx) => setDial(tx, ana, other, { audience: 'me' }));
  expect((await reader.post(`/about-me/${withdrawn}`)).status).toBe(303);
  expect(await as(ana, (tx) => readSetAside(tx, ana))).not.toContainEqual(other);
});

test('its author shares it again, and the note is gone; or says that they know', async () => {
  const entry = await told();
  const before = await shareOf(entry);
  await setAside(app, ben, before);
  await share(entry);
  const again = await shareOf(entry);
  expect((await author.get(`/journal/${entry.id}`)).body).not.toContain(note);
  expect((await reader.get(`/circles/${circleId}/entries/${again}`)).status).toBe(200);
  // The old address does not reach what is shared anew.
  await setAside(app, ben, before);
  expect((await reader.get(`/circles/${circleId}/entries/${again}`)).status).toBe(200);
  // Withdrawn by themselves later, the older word is not said again.
  await as(ana, (tx) => setDial(tx, ana, entry, { audience: 'me' }));
  expect(await as(ana, (tx) => readSetAside(tx, ana))).not.toContainEqual(entry);
  const other = await told();
  await setAside(app, ben, await shareOf(other));
  expect((await author.get(`/journal/${other.id}`)).body).toContain(note);
  await author.post(`/journal/${other.id}?/noted`, { id: other.id });
  expect((await author.get(`/journal/${other.id}`)).body).not.toContain(note);
});

test('whoever cannot read it, and its author, cannot say so', async () => {
  const entry = await told();
  const id = await shareOf(entry);
  for (const visitor of [outsider, author]) {
    expect((await visitor.get(`/about-me/${id}`)).status).toBe(404);
    expect((await visitor.post(`/about-me/${id}`)).status).toBe(404);
  }
  expect(await setAside(app, dev, id)).toEqual({ ok: false, reason: 'gone' });
  expect((await reader.get(`/circles/${circleId}/entries/${id}`)).status).toBe(200);
});

test('told to one partner alone, the page says that its author will know', async () => {
  const entry = await told();
  await as(ana, (tx) => setDial(tx, ana, entry, { audience: 'partner', partnerId: ben.personId }));
  const id = await shareOf(entry);
  expect(await as(ben, (tx) => findAboutMe(tx, id))).toMatchObject({ alone: true, circleId });
  expect((await reader.get(`/about-me/${id}`)).body).toContain('they will know that it was you');
});

test('a story that somebody is in is told no longer; any colleague may say so, a few times in a day', async () => {
  const ids = Array.from({ length: perPerson.points + 1 }, () => newId());
  for (const id of ids)
    await as(ana, (tx) => publishStory(tx, ana, { id, title: 'Two breaths', text: 'Dev waited' }));
  const shares = (await as(dev, (tx) => readStories(tx, dev))).map(({ shareId }) => shareId);
  const answers: number[] = [];
  for (const id of shares) answers.push((await outsider.post(`/about-me/${id}`)).status);
  expect(answers).toEqual([...Array(perPerson.points).fill(303), 429]);
  expect(await as(dev, (tx) => readStories(tx, dev))).toHaveLength(1);
  expect((await author.get('/stories')).body).toContain(note);
});
