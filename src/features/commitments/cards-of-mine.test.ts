import { beforeAll, expect, test } from 'vitest';
import { type CircleMember, findCircleMember } from '#features/circles/access.ts';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { startSignIn } from '#features/people/use-cases/start-sign-in.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';
import { giveOutcome } from './use-cases/give-outcome.ts';
import { addSighting } from './use-cases/see-in-the-wild.ts';
import { writeCard } from './use-cases/write-card.ts';

const app = useApp();
const pages = usePages(app);
let mara: Actor;
let ilya: Actor;
let circleId: string;
let hers: string;
let his: string;

async function visit(person: Actor): Promise<Visitor> {
  const { token } = await app.database.asPerson(person, (tx) =>
    startSignIn(tx, { ...person, device: 'A test', now: new Date() }),
  );
  const visitor = pages.visitor();
  visitor.cookies.set('rondo', token);
  return visitor;
}

const by = <T>(person: Actor, work: (tx: Tx, member: CircleMember) => Promise<T>, circle = circleId) =>
  asMember(app.database, person, circle, work);

async function write(person: Actor, experiment: string, circle = circleId): Promise<string> {
  const id = newId();
  const card = { experiment, behaviour: '', context: '', criterion: '', dueOn: '' };
  await by(person, (tx, member) => writeCard(tx, member, { id, card, now: Date.now() }), circle);
  return id;
}
const see = (text: string) =>
  by(ilya, (tx, member) => addSighting(tx, member, { id: newId(), card: hers, text }));

beforeAll(async () => {
  [mara, ilya] = (await makePeople(app.database, ['Mara', 'Ilya'])) as [Actor, Actor];
  ({ circleId } = await makeCircle(app.database, [mara, ilya]));
  hers = await write(mara, 'Ask one question first');
  his = await write(ilya, 'Wait three seconds');
  await by(mara, (tx, member) =>
    giveOutcome(tx, member, { id: hers, outcome: 'attempted', note: 'I asked, and waited.' }),
  );
  await see('You asked, and she found it herself.');
});

test('who left a circle still reads their own cards and what they were given, and nothing that came after or is another’s', async () => {
  await by(mara, leaveCircle);
  await see('Said when she had gone.');
  const visitor = await visit(mara);
  expect((await visitor.get(`/circles/${circleId}/cards/${hers}`)).status).toBe(404);
  const { status, body } = await visitor.get('/me/cards');
  expect(status).toBe(200);
  expect(body).toContain('Ask one question first');
  expect(body).toContain('I asked, and waited.');
  expect(body).toContain('You asked, and she found it herself.');
  expect(body).toContain('The Thursday five, which you left');
  expect(body).not.toMatch(/Wait three seconds|when she had gone/);
  // A way to a page that would not be found is no way.
  expect(body).not.toContain(`/circles/${circleId}`);
  expect(await app.database.asPerson(mara, (tx) => findCircleMember(tx, mara, circleId))).toBeUndefined();
}, 60_000);

test('cards of all circles come newest first, ten at a time', async () => {
  const [cleo] = (await makePeople(app.database, ['Cleo'], mara.organisationId)) as [Actor];
  for (let at = 1; at <= 12; at += 1) {
    const { circleId: circle } = await makeCircle(app.database, [cleo]);
    await write(cleo, `Experiment number ${at}.`, circle);
  }
  const visitor = await visit(cleo);
  const first = (await visitor.get('/me/cards')).body;
  const told = (body: string) =>
    [...new Set(body.match(/Experiment number \d+/g))].map((text) => text.slice(18));
  expect(told(first)).toEqual(['12', '11', '10', '9', '8', '7', '6', '5', '4', '3']);
  expect(first).not.toContain('which you left');
  const older = /\/me\/cards\?before=[^"]+/.exec(first)?.[0] ?? '';
  expect(told((await visitor.get(older)).body)).toEqual(['2', '1']);
  // What is no place is the newest page.
  expect(told((await visitor.get('/me/cards?before=nowhere')).body)).toHaveLength(10);
});

test('a card goes for good with what was said of it, also after leaving; another’s does not', async () => {
  const visitor = await visit(mara);
  expect((await visitor.post('/me/cards?/remove', { id: his })).status).toBe(404);
  expect((await visitor.post('/me/cards?/remove', { id: 'not-an-id' })).status).toBe(404);
  expect((await visitor.post('/me/cards?/remove', { id: hers })).leadsTo).toBe('/me/cards');
  const left = await app.database.asMaintenance(async (tx) => ({
    cards: await tx.selectFrom('commitment').select('id').where('circle_id', '=', circleId).execute(),
    seen: await tx.selectFrom('sighting').select('id').where('circle_id', '=', circleId).execute(),
    steps: await tx.selectFrom('card_step').select('id').where('commitment_id', '=', hers).execute(),
  }));
  expect(left).toEqual({ cards: [{ id: his }], seen: [], steps: [] });
  expect((await visitor.get('/me/cards')).body).toContain('No card yet');
  expect((await visitor.post('/me/cards?/remove', { id: hers })).status).toBe(404);
});
