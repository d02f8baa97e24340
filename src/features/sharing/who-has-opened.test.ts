import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { removeCard } from '#features/commitments/use-cases/remove-card.ts';
import { changeCard, writeCard } from '#features/commitments/use-cases/write-card.ts';
import { erasePerson } from '#features/people/use-cases/erase-person.ts';
import type { Actor } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';
import { insertRead } from './store/reads.ts';
import { keepRetention } from './use-cases/keep-retention.ts';
import { writeReads } from './use-cases/note-read.ts';
import { whoOpenedCard } from './use-cases/who-has-opened.ts';

const folder = mkdtempSync(join(tmpdir(), 'rondo-opened-'));
const app = useApp({ RONDO_DATA: folder });
const pages = usePages(app);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const now = Date.now();
const card = (experiment: string) => ({ experiment, behaviour: '', context: '', criterion: '', dueOn: '' });
let ana: Actor;
let ben: Actor;
let cleo: Actor;
let dev: Actor;
let owner: Visitor;
let reader: Visitor;
let circleId = '';
let id = '';
let page = '';

/** Ana, Ben and Cleo sit together; Ana has a card. Dev is a colleague of theirs. */
beforeEach(async () => {
  app.time = undefined;
  [ana, ben, cleo, dev] = (await makePeople(app.database, ['Ana', 'Ben', 'Cleo', 'Dev'])) as [
    Actor,
    Actor,
    Actor,
    Actor,
  ];
  ({ circleId } = await makeCircle(app.database, [ana, ben, cleo]));
  [owner, reader] = await Promise.all([pages.signedIn(ana), pages.signedIn(ben)]);
  id = newId();
  await asMember(app.database, ana, circleId, (tx, member) =>
    writeCard(tx, member, { id, card: card('I ask first.'), now }),
  );
  page = `/circles/${circleId}/cards/${id}`;
});

async function look(visitor: Visitor): Promise<{ status: number; body: string }> {
  const { status, body } = await visitor.get(page);
  await writeReads(app);
  return { status, body };
}

/** Names and versions, as the card's owner is told. */
const opened = async () =>
  (await app.database.asPerson(ana, (tx) => whoOpenedCard(tx, ana, id)))
    .map(({ reader, version }) => `${reader} ${version}`)
    .sort();

const note = (who: Actor, ownerId = ana.personId) =>
  app.database.asPerson(who, (tx) => insertRead(tx, who, { kind: 'card', id, ownerId, version: 9 }));

test('whoever opens a card on its own page is told that its owner sees it, once for each person and version', async () => {
  expect((await look(owner)).body).toContain('Nobody has opened it yet.');
  expect((await reader.get(`/circles/${circleId}/board`)).body).toContain('I ask first.');
  await writeReads(app);
  expect(await opened()).toEqual([]);
  const first = (await look(reader)).body;
  expect(first).toContain('Ana sees that you have opened this.');
  expect(first).not.toContain('opened it');
  await look(reader);
  expect(await opened()).toEqual(['Ben 1']);
  expect((await look(owner)).body).toContain('Ben opened it on');
  expect((await look(await pages.signedIn(cleo))).body).not.toContain('Ben opened');
  expect(await opened()).toEqual(['Ben 1', 'Cleo 1']);
  await asMember(app.database, ana, circleId, (tx, member) =>
    changeCard(tx, member, { id, card: card('I ask twice.'), now }),
  );
  expect((await look(owner)).body).toContain('Ben opened an earlier version on');
  await look(reader);
  expect(await opened()).toEqual(['Ben 1', 'Ben 2', 'Cleo 1']);
  expect((await look(owner)).body).toContain('Ben opened it on');
});

test('a second look at the same version asks the database for nothing more than the page', async () => {
  await reader.get('/circles');
  const asked = vi.spyOn(app.database, 'asPerson');
  try {
    const transactions = async () => {
      asked.mockClear();
      await look(reader);
      return asked.mock.calls.length;
    };
    const [first, second] = [await transactions(), await transactions()];
    expect(first).toBe(second + 1);
  } finally {
    asked.mockRestore();
  }
});

test('who is outside, and who has left, sees nothing, and cannot say that they have opened it', async () => {
  await expect(note(ben, cleo.personId)).rejects.toThrow('row-level security');
  const former = await pages.signedIn(cleo);
  await asMember(app.database, cleo, circleId, leaveCircle);
  for (const visitor of [former, await pages.signedIn(dev)]) expect((await look(visitor)).status).toBe(404);
  for (const who of [cleo, dev, ana]) await expect(note(who)).rejects.toThrow('row-level security');
  await expect(note(ben, dev.personId)).rejects.toThrow('row-level security');
  expect(await opened()).toEqual([]);
  await look(reader);
  for (const who of [cleo, dev]) {
    const seen = await app.database.asPerson(who, (tx) => tx.selectFrom('share_read').selectAll().execute());
    expect(seen).toEqual([]);
  }
});

test('whose card it was is told nothing more once they have left', async () => {
  await asMember(app.database, ana, circleId, leaveCircle);
  const { status, body } = await look(reader);
  expect([status, body.includes('sees that you have opened')]).toEqual([200, false]);
  await expect(note(ben)).rejects.toThrow('row-level security');
  expect(await opened()).toEqual([]);
});

test('it is kept as long as the card, and goes with the card or with whoever opened it', async () => {
  await look(reader);
  await look(await pages.signedIn(cleo));
  app.time = new Date(now + 20 * 366 * 86_400_000);
  await keepRetention(app);
  app.time = undefined;
  expect(await opened()).toEqual(['Ben 1', 'Cleo 1']);
  await erasePerson(app, cleo);
  expect(await opened()).toEqual(['Ben 1']);
  await asMember(app.database, ana, circleId, (tx, member) => removeCard(tx, member, id));
  expect(await opened()).toEqual([]);
});
