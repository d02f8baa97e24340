import { beforeAll, expect, test } from 'vitest';
import { usualWeek } from '#core/people/week.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { makePeople } from '../../../tests/support/circle.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';
import { readMatchPeople } from './use-cases/read-match-people.ts';

const app = useApp();
const pages = usePages(app);
let ana: Actor;
let ben: Actor;
let eve: Actor;
let visitor: Visitor;

beforeAll(async () => {
  [ana, ben] = (await makePeople(app.database, ['Ana Reed', 'Ben Hale'])) as [Actor, Actor];
  [eve] = (await makePeople(app.database, ['Eve Stone'])) as [Actor];
  visitor = await pages.signedIn(ana);
});

const monday = Date.parse('2026-06-01T00:00:00Z');
const matched = () =>
  app.database.asWorker({}, (tx) =>
    readMatchPeople(tx, {
      organisationId: ana.organisationId,
      people: [ana.personId, ben.personId, eve.personId],
      monday,
    }),
  );
const ofAna = async () => (await matched()).find(({ id }) => id === ana.personId);

test('somebody who told nothing has a usual week and no skills', async () => {
  const people = await matched();
  expect(people).toHaveLength(2);
  expect(people[1]).toMatchObject({ offers: {}, wants: {}, notWith: [], likes: [], managerWelcome: false });
  expect(people[1]?.hours).toHaveLength(11);
});

test('who speaks Portuguese of Brazil and who speaks Portuguese share a language', async () => {
  await visitor.post('/welcome/you/languages', { timeZone: 'Europe/London', 'languages[]': 'pt-BR' });
  expect(await ofAna()).toMatchObject({ languages: ['pt'] });
});

test('strengths and wishes are told, changed and taken off, knowing and doing apart', async () => {
  await visitor.post('/me/profile?/skill', {
    skill: 'listening',
    'sides[]': 'offered',
    known: '4',
    applied: '2',
  });
  await visitor.post('/me/profile?/skill', {
    skill: 'negotiation',
    'sides[]': 'wanted',
    known: '',
    applied: '1',
  });
  const { body } = await visitor.get('/me/profile');
  expect(body).toContain('Know it: Could teach it');
  expect(body).toContain('Do it: When I think of it');
  expect(await ofAna()).toMatchObject({ offers: { listening: 2 }, wants: { negotiation: 2 } });
  await visitor.post('/me/profile?/drop', { skill: 'listening' });
  expect(await ofAna()).toMatchObject({ offers: {} });
});

test('a skill without a side, and a level that there is not, are refused with a sentence', async () => {
  const none = await visitor.post('/me/profile?/skill', { skill: 'listening' });
  expect(none.status).toBe(400);
  expect(none.body).toContain('Say whether you can lend it');
  const nine = await visitor.post('/me/profile?/skill', {
    skill: 'listening',
    'sides[]': 'offered',
    known: '9',
  });
  expect(nine.status).toBe(400);
});

test('without a script hours are told by the day; a painted week is kept as it was painted', async () => {
  const rows = Object.fromEntries(
    [0, 1, 2, 3, 4, 5, 6].flatMap((day) => [
      [`from${day}`, day === 0 ? '600' : ''],
      [`to${day}`, day === 0 ? '720' : ''],
      [`bestFrom${day}`, day === 0 ? '660' : ''],
      [`bestTo${day}`, day === 0 ? '720' : ''],
    ]),
  );
  await visitor.post('/me/profile?/week', rows);
  const week = async () => {
    const [row] = await app.database.asPerson(ana, (tx) =>
      tx.selectFrom('person_profile').select('week').execute(),
    );
    return row?.week ?? '';
  };
  expect(await week()).toBe(`${'0'.repeat(20)}1122${'0'.repeat(312)}`);
  const painted = `${usualWeek.slice(0, -1)}2`;
  await visitor.post('/me/profile?/week', { week: painted });
  expect(await week()).toBe(painted);
  expect((await ofAna())?.prime).toBeDefined();
});

test('department, level, moments and one focus are told', async () => {
  await visitor.post('/me/profile?/work', {
    department: 'Weaving',
    roleLevel: '3',
    focusSkill: 'negotiation',
    'moments[]': 'Customer call',
  });
  expect(await ofAna()).toMatchObject({ department: 'Weaving', seniority: 3, moments: ['Customer call'] });
  expect((await visitor.get('/me/profile')).body).toContain('Your focus');
  await visitor.post('/me/profile?/drop', { skill: 'negotiation' });
  expect((await visitor.get('/me/profile')).body).not.toMatch(/<option value="negotiation"[^>]*selected/u);
  const [row] = await app.database.asPerson(ana, (tx) =>
    tx.selectFrom('person_profile').select('focus_skill').execute(),
  );
  expect(row?.focus_skill).toBeNull();
  const page = await visitor.post('/me/profile?/work', { department: 'x'.repeat(61), roleLevel: '' });
  expect(page.status).toBe(400);
  expect(page.body).toContain('up to 60 characters');
});

test('what is private is read by the person and the matching job, and by nobody else', async () => {
  await visitor.post('/me/preferences?/wish', { person: ben.personId, kind: 'not-with' });
  await visitor.post('/me/preferences?/choices', { 'choices[]': 'managerWelcome' });
  expect(await ofAna()).toMatchObject({ notWith: [ben.personId], likes: [], managerWelcome: true });
  await visitor.post('/me/preferences?/wish', { person: ben.personId, kind: 'gladly' });
  expect(await ofAna()).toMatchObject({ notWith: [], likes: [ben.personId] });
  for (const other of [ben, eve]) {
    const seen = await app.database.asPerson(other, async (tx) => [
      ...(await tx.selectFrom('private_wish').selectAll().execute()),
      ...(await tx.selectFrom('private_preference').selectAll().execute()),
      ...(await tx.selectFrom('person_profile').selectAll().execute()),
      ...(await tx.selectFrom('person_skill').selectAll().execute()),
    ]);
    expect(seen).toEqual([]);
  }
});

test('a wish is about a colleague, and about nobody else', async () => {
  for (const person of [eve.personId, ana.personId, crypto.randomUUID()]) {
    const page = await visitor.post('/me/preferences?/wish', { person, kind: 'not-with' });
    expect(page.status).toBe(400);
    expect(page.body).toContain('Choose one of your colleagues.');
  }
});
