import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { usualWeek } from '#core/people/week.ts';
import { welcomeSteps } from '#core/welcome/steps.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { makePeople } from '../../../tests/support/circle.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';
import { nameDepartment } from './use-cases/name-department.ts';

const app = useApp();
const pages = usePages(app);
let ana: Actor;
let visitor: Visitor;

beforeAll(async () => {
  const nobody = await pages.visitor().get('/welcome/you/week');
  expect(nobody.leadsTo).toBe('/sign-in?next=%2Fwelcome%2Fyou%2Fweek');
});

beforeEach(async () => {
  [ana] = (await makePeople(app.database, ['Ana Reed'])) as [Actor];
  visitor = await pages.signedIn(ana);
});

const skills = () =>
  app.database.asPerson(ana, (tx) =>
    tx.selectFrom('person_skill').select(['skill', 'offered', 'wanted', 'known']).orderBy('skill').execute(),
  );

test('Today offers the steps until they are all through, kept or skipped', async () => {
  expect((await visitor.get('/')).body).toContain('href="/welcome/you"');
  let next = '/welcome/you/strengths';
  for (const step of welcomeSteps) {
    expect(next).toBe(`/welcome/you/${step}`);
    expect((await visitor.get(next)).body).toContain('Skip this one');
    next = (await visitor.post('/welcome/you?/skip', { step })).leadsTo ?? '';
  }
  expect(next).toBe('/welcome/you');
  expect((await visitor.get(next)).body).toContain('That is all, Ana');
  expect((await visitor.get('/')).body).not.toContain('href="/welcome/you"');
});

test('whoever does not want to be asked is never asked again, and what they told stays', async () => {
  await visitor.post('/welcome/you/strengths', { 'skills[]': 'listening' });
  expect((await visitor.get('/')).body).toContain('You had begun');
  expect((await visitor.post('/welcome/you?/dismiss')).leadsTo).toBe('/');
  expect((await visitor.get('/')).body).not.toContain('href="/welcome/you"');
  await visitor.post('/welcome/you?/skip', { step: 'week' });
  expect((await visitor.get('/')).body).not.toContain('href="/welcome/you"');
  expect(await skills()).toMatchObject([{ skill: 'listening', offered: true }]);
});

test('whoever comes back goes on with the first step that is still ahead', async () => {
  await visitor.post('/welcome/you?/skip', { step: 'strengths' });
  await visitor.post('/welcome/you/week', { week: usualWeek });
  const { body } = await visitor.get('/welcome/you');
  expect(body).toContain('Go on with: What you would like');
});

test('strengths and wishes are chosen all at once, each side for itself; levels stay', async () => {
  await visitor.post('/me/profile?/skill', { skill: 'listening', 'sides[]': 'wanted', known: '3' });
  await visitor.post('/welcome/you/strengths', { 'skills[]': 'listening' });
  expect(await skills()).toEqual([{ skill: 'listening', offered: true, wanted: true, known: 3 }]);
  await visitor.post('/welcome/you/wishes', {});
  expect(await skills()).toEqual([{ skill: 'listening', offered: true, wanted: false, known: 3 }]);
  await visitor.post('/welcome/you/strengths', { 'skills[]': 'never-written' });
  expect(await skills()).toEqual([]);
});

test('week, languages and what helps are kept, and lead on', async () => {
  const painted = `${usualWeek.slice(0, -1)}2`;
  expect((await visitor.post('/welcome/you/week', { week: painted })).leadsTo).toBe('/welcome/you/languages');
  const told = { timeZone: 'Asia/Tokyo', 'languages[]': 'ja' };
  expect((await visitor.post('/welcome/you/languages', told)).leadsTo).toBe('/welcome/you/preferences');
  const wrong = await visitor.post('/welcome/you/languages', { timeZone: 'Nowhere' });
  expect(wrong.status).toBe(400);
  expect(wrong.body).toContain('Please choose a time zone');
  const helps = { 'choices[]': 'cameraOff' };
  expect((await visitor.post('/welcome/you/preferences', helps)).leadsTo).toBe('/welcome/you/listening');
  await app.database.asPerson(ana, async (tx) => {
    const profile = await tx.selectFrom('person_profile').select('week').executeTakeFirst();
    expect(profile?.week).toBe(painted);
    const person = await tx.selectFrom('person').select(['time_zone', 'languages']).executeTakeFirst();
    expect(person).toEqual({ time_zone: 'Asia/Tokyo', languages: ['ja'] });
    const kept = await tx.selectFrom('private_preference').select('camera_off').executeTakeFirst();
    expect(kept?.camera_off).toBe(true);
  });
});

test('without a script the story is compared by the server, which keeps nothing', async () => {
  const page = await visitor.post('/welcome/you/listening?/compare', {
    written: 'You told them in the doorway, and they did not like to ask. Did I miss anything?',
  });
  expect(page.status).toBe(200);
  expect(page.body).toContain('You kept her own words, “the doorway”, “did not like to ask”');
  expect(page.body).toContain('You asked whether it is right');
  expect((await visitor.get('/welcome/you/listening')).body).not.toContain('Did I miss anything?');
});

test('the first goal is set in two sentences, until the usual day, and what does not fit comes back', async () => {
  const goal = { id: randomUUID(), text: 'I say my doubt early.', 'milestone[]': 'Somebody asks about it' };
  const refused = await visitor.post('/welcome/you/goal?/set', goal);
  expect(refused.status).toBe(400);
  expect(refused.body).toContain('I say my doubt early.');
  const set = await visitor.post('/welcome/you/goal?/set', { ...goal, distance: '2' });
  expect(set.leadsTo).toBe('/welcome/you/field');
  expect((await visitor.get('/me/goal')).body).toContain('Somebody asks about it');
  // Whoever comes by again finds it, and is not asked for another.
  const again = await visitor.get('/welcome/you/goal');
  expect(again.body).toContain('I say my doubt early.');
  expect(again.body).not.toContain('<textarea');
  const other = await visitor.post('/welcome/you/goal?/set', { ...goal, id: randomUUID(), distance: '2' });
  expect(other.status).toBe(409);
  expect((await visitor.post('/welcome/you/goal?/on', {})).leadsTo).toBe('/welcome/you/field');
});

test('whoever has no goal yet is led to what helps to find one', async () => {
  expect((await visitor.post('/welcome/you/goal?/on', { to: 'focus' })).leadsTo).toBe('/me/focus');
  expect((await visitor.get('/welcome/you/goal')).body).not.toContain('Skip this one');
});

test('the questions at the end fit the department', async () => {
  await visitor.post('/welcome/you/field', { field: 'Support', department: '' });
  expect((await visitor.get('/welcome/you/field')).body).toContain('value="Support"');
  for (const step of welcomeSteps) await visitor.post('/welcome/you?/skip', { step });
  expect((await visitor.get('/welcome/you')).body).toContain('What do people ask us twice');
});

test.each([
  [{ field: 'Sales', department: '', before: '' }, 'Sales'],
  [{ field: '', department: 'The loom team', before: '' }, 'The loom team'],
  [{ field: 'Sales', department: 'Sales North', before: '' }, 'Sales North'],
  [{ field: 'Sales', department: 'The north desk', before: '' }, 'Sales, The north desk'],
  [{ field: 'Sales', department: 'Support', before: 'Support' }, 'Sales'],
])('of %j the department is “%s”', (told, name) => {
  expect(nameDepartment(told)).toBe(name);
});
